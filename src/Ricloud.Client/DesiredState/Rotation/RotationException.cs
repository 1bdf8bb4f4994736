namespace Ricloud.DesiredState;

/// <summary>A secret can't be replaced, or not yet. The old config is still there.</summary>
public sealed class RotationException : Exception
{
    internal RotationException(RotationFailure failure, string message)
        : base(message)
    {
        Failure = failure;
    }

    /// <summary>Why.</summary>
    public RotationFailure Failure { get; }
}
