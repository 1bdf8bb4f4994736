namespace Ricloud.Models;

/// <summary>The known states of a webhook config (API contract: documented).</summary>
public static class WebhookConfigState
{
    /// <summary>Made or changed, and not tested yet.</summary>
    public const string New = "new";

    /// <summary>Passed its test.</summary>
    public const string Valid = "valid";

    /// <summary>Failed its test.</summary>
    public const string Invalid = "invalid";

    /// <summary>Switched off by its organisation.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Says whether the test that a change started has had its outcome.</summary>
    /// <param name="state">The state; one that the API didn't tell is taken for <c>new</c>.</param>
    /// <returns><see langword="true"/> for all but <c>new</c>.</returns>
    public static bool IsTested(string? state) => !string.IsNullOrEmpty(state) && state != New;
}
