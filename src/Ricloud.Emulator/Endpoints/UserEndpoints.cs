using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/users</c>. Whoever makes one with an identifier that there is already gets that one: the vendor's samples do.</summary>
internal sealed class UserEndpoints(Database database, WholeRows rows)
{
    public IEnumerable<Route> Routes => new ResourceEndpoints(database, rows, Resources.User)
    {
        Add = (session, exchange, values) => Rows.FindBy(session, Resources.User, "identifier", values["identifier"]!) is { } known
            ? new Changed(known, WasThere: true)
            : new Changed(Add(session, exchange, values)),
        Change = ResourceEndpoints.ChangePlainly,
    }.Routes;

    private static Row Add(Session session, Exchange exchange, Dictionary<string, object?> values)
    {
        values["key"] = values.GetValueOrDefault("key") ?? exchange.Key.Id;
        values["state"] = State.Active;
        return Rows.Add(session, Resources.User, values);
    }
}
