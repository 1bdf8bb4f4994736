namespace Ricloud.DesiredState;

/// <summary>Which harm a step would have done.</summary>
public enum SyncFailure
{
    /// <summary>A webhook config that is to be deactivated is still used.</summary>
    InUse,

    /// <summary>The organisation would be left without a valid webhook config.</summary>
    LastValid,
}
