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

/// <summary>Why a secret can't be replaced, or not yet.</summary>
public enum RotationFailure
{
    /// <summary>The config is deactivated and has no successor, so that its secret signs nothing.</summary>
    NothingToReplace,

    /// <summary>Several configs could be the successor.</summary>
    Ambiguous,

    /// <summary>The config that was named can't be the successor.</summary>
    NotAReplacement,

    /// <summary>The receiver doesn't take the test of the successor: it doesn't know the new secret yet.</summary>
    NotAccepted,
}
