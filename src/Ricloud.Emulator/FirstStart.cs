using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Endpoints;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

/// <summary>Sees to it that there is an organisation, and a key that whoever started the emulator can use.</summary>
internal static class FirstStart
{
    private const string OrganisationName = "Emulated organisation";

    /// <returns>The token of that key.</returns>
    public static Task<string> PrepareAsync(Database database, string? token) => database.WriteAsync(session =>
    {
        Organisations.Ensure(session, OrganisationName);
        var first = Keys.First(session);
        if (first is null)
        {
            return Keys.Add(session, token ?? Secrets.New(), webhookConfig: null, storageConfig: null).Token;
        }

        var key = (token is null ? null : Keys.FindByToken(session, token)) ?? first with { Token = token ?? first.Token };
        return Keys.Change(session, key with { State = KeyState.Active }).Token;
    });
}
