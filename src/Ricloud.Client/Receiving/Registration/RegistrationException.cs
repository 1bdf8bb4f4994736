namespace Ricloud.Receiving;

/// <summary>A receiver can't be registered under its public address. What had been changed was put back.</summary>
public sealed class RegistrationException : Exception
{
    internal RegistrationException(RegistrationFailure failure, string message, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
    }

    /// <summary>Why.</summary>
    public RegistrationFailure Failure { get; }
}

/// <summary>Why a receiver couldn't be registered under its public address.</summary>
public enum RegistrationFailure
{
    /// <summary>What it would change can't be noted, or another receiver is changing the same key.</summary>
    StateFile,

    /// <summary>The API's test didn't reach the receiver.</summary>
    Unreachable,

    /// <summary>The API doesn't show the webhook config's secret.</summary>
    NoSecret,
}
