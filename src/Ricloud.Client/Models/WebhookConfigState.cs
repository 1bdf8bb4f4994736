namespace Ricloud;

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
}
