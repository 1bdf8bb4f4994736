namespace Ricloud.Emulator.Contract;

/// <summary>The states of a task (documented).</summary>
internal static class TaskState
{
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Suspended = "suspended";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    public static readonly string[] All = [Pending, Processing, Suspended, Succeeded, Failed];

    public static bool IsFinal(string state) => state is Succeeded or Failed;
}
