namespace Ricloud.DesiredState;

/// <summary>What a step does.</summary>
internal static class WebhookConfigStepAction
{
    /// <summary>Makes a config; the API tests it at once.</summary>
    public const string Create = "create";

    /// <summary>Switches a deactivated one on again; the API tests it at once.</summary>
    public const string Reactivate = "reactivate";

    /// <summary>Has one tested that isn't valid.</summary>
    public const string Retest = "retest";

    /// <summary>Changes the settings of a storage config, which the API then tests, or of a key.</summary>
    public const string Update = "update";

    /// <summary>Has the organisation or a key use another one.</summary>
    public const string Repoint = "repoint";

    /// <summary>Switches one off.</summary>
    public const string Deactivate = "deactivate";

    /// <summary>Nothing: it is as declared.</summary>
    public const string None = "none";
}
