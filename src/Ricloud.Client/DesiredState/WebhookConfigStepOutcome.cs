namespace Ricloud.DesiredState;

/// <summary>What became of a step.</summary>
internal static class WebhookConfigStepOutcome
{
    /// <summary>It wasn't its turn yet.</summary>
    public const string Planned = "planned";

    /// <summary>It is done, or nothing was to be done.</summary>
    public const string Done = "done";

    /// <summary>
    /// All was done that can be done from here, and the config isn't valid yet: its receiver doesn't take its test, most often
    /// because it doesn't know the secret yet.
    /// </summary>
    public const string Pending = "pending";

    /// <summary>It wasn't done, since what it depends on isn't done or since it would do harm.</summary>
    public const string Held = "held";

    /// <summary>It was tried in vain, or an earlier failure left no sense in trying.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody was asked and said no.</summary>
    public const string Declined = "declined";
}
