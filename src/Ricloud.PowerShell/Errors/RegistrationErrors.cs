using Ricloud.Receiving;

namespace Ricloud.PowerShell.Errors;

/// <summary>What can go wrong when a receiver is registered under its public address.</summary>
internal static class RegistrationErrors
{
    private static readonly Dictionary<RegistrationFailure, RicloudError> Errors = new()
    {
        [RegistrationFailure.StateFile] = RicloudError.StateFileUnusable,
        [RegistrationFailure.Unreachable] = RicloudError.PublicUrlUnreachable,
        [RegistrationFailure.NoSecret] = RicloudError.SecretNotShown,
    };

    /// <exception cref="RicloudCommandException">It went wrong for a reason of its own; the API's failures go through as they are.</exception>
    public static async Task<T> TranslateAsync<T>(string url, Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (RegistrationException e)
        {
            throw new RicloudCommandException(Errors[e.Failure].Wrap(e, url, e.Message));
        }
    }
}
