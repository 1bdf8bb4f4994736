namespace Ricloud.Receiving;

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
