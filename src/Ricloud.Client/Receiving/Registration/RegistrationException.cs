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
