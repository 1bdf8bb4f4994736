namespace Ricloud.DesiredState;

/// <summary>How far an organisation is made to match a declaration.</summary>
internal sealed class WebhookSyncOptions
{
    /// <summary>
    /// Deactivates the configs that aren't declared, and all but one of those that share a declared address. Otherwise they
    /// are left alone.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>
    /// Deactivates even what is in use, what no other valid config could stand in for, and what was to be replaced by one
    /// that isn't valid yet.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>Sends the credentials of storage configs that are there already, too. Nobody can see whether they differ.</summary>
    public bool UpdateCredential { get; init; }

    /// <summary>How long to wait for the test of each config. 60 seconds by default.</summary>
    public TimeSpan TestTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
