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
        if (Rows.Find(session, Resources.Organisation, Resources.OrganisationId) is null)
        {
            Rows.Add(session, Resources.Organisation, new() { ["id"] = Resources.OrganisationId, ["name"] = OrganisationName });
        }

        if (Rows.Find(session, Resources.Permission, Resources.OrganisationId) is null)
        {
            Rows.Add(session, Resources.Permission, new() { ["id"] = Resources.OrganisationId, ["scopes"] = Assumed.AllScopes });
        }

        // Keys are never deleted.
        var first = Rows.Find(session, Resources.Key, 1L);
        if (first is null)
        {
            return KeyEndpoints.Add(session, token ?? Assumed.NewSecret(), []).Text("token");
        }

        var own = token is null ? null : Rows.FindBy(session, Resources.Key, "token", token);
        var key = Rows.Change(session, own ?? first, new() { ["token"] = token ?? first.Text("token"), ["state"] = State.Active });
        return key.Text("token");
    });
}
