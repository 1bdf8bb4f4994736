namespace Ricloud.DesiredState;

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
