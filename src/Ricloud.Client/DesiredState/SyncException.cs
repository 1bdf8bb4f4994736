namespace Ricloud.DesiredState;

/// <summary>A step wasn't done, since it would do harm.</summary>
public sealed class SyncException : Exception
{
    internal SyncException(SyncFailure failure, string message)
        : base(message)
    {
        Failure = failure;
    }

    /// <summary>Which harm.</summary>
    public SyncFailure Failure { get; }
}

/// <summary>Which harm a step would have done.</summary>
public enum SyncFailure
{
    /// <summary>A webhook config that is to be deactivated is still used.</summary>
    InUse,

    /// <summary>The organisation would be left without a valid webhook config.</summary>
    LastValid,
}
