namespace Ricloud.Operations;

/// <summary>What a webhook config's health comes to.</summary>
internal static class HealthStatus
{
    /// <summary>Its events are taken.</summary>
    public const string Healthy = "Healthy";

    /// <summary>Some of its events aren't, or it isn't tested yet.</summary>
    public const string Degraded = "Degraded";

    /// <summary>It is in use and can't be delivered to, or none of its events is taken.</summary>
    public const string Failing = "Failing";

    /// <summary>No event has been made for it for longer than usual.</summary>
    public const string Silent = "Silent";

    /// <summary>Neither the organisation nor a key uses it.</summary>
    public const string Unused = "Unused";
}
