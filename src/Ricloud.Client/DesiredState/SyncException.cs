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
