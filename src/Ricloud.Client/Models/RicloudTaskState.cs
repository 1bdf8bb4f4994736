namespace Ricloud.Models;

/// <summary>The known states of a task (API contract: documented).</summary>
public static class RicloudTaskState
{
    /// <summary>Waiting to be started.</summary>
    public const string Pending = "pending";

    /// <summary>Being done.</summary>
    public const string Processing = "processing";

    /// <summary>Held back for now.</summary>
    public const string Suspended = "suspended";

    /// <summary>Done, and well.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>Done, and failed.</summary>
    public const string Failed = "failed";

    /// <summary>Says whether a task in this state has its outcome.</summary>
    /// <param name="state">The state; one that isn't known here is taken for unfinished.</param>
    /// <returns><see langword="true"/> for <c>succeeded</c> and <c>failed</c>.</returns>
    public static bool IsFinal(string? state) => state is Succeeded or Failed;
}
