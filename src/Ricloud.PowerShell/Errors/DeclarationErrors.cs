using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Errors;

/// <summary>What can be wrong with a declaration.</summary>
internal static class DeclarationErrors
{
    /// <exception cref="RicloudCommandException">It can't be used.</exception>
    public static T Translate<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DeclarationException e)
        {
            throw Invalid(e);
        }
    }

    /// <exception cref="RicloudCommandException">It can't be used; the API's failures go through as they are.</exception>
    public static async Task<T> TranslateAsync<T>(Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (DeclarationException e)
        {
            throw Invalid(e);
        }
    }

    private static RicloudCommandException Invalid(DeclarationException exception) => new(RicloudError.DeclarationInvalid.Wrap(
        exception, exception.DeclarationSource, exception.DeclarationSource, exception.Message));
}
