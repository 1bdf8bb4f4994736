using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/key</c> and <c>/keys</c>.</summary>
internal sealed class KeyEndpoints
{
    private readonly ResourceEndpoints _keys;

    public KeyEndpoints(Database database, WholeRows rows, Tokens tokens) => _keys = new ResourceEndpoints(database, rows, Resources.Key)
    {
        Add = (session, _, values) => new Changed(Add(session, Assumed.NewSecret(), values)),
        Change = ResourceEndpoints.ChangePlainly,
        Committed = (_, changed) =>
        {
            tokens.Refresh(database);
            return Task.FromResult(changed.Row);
        },
    };

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/key", exchange => _keys.AnswerAsync(exchange, exchange.Key.Id)),
        .. _keys.Routes,
        new("POST", Resources.Key.Path + "/{}/rotate", RotateAsync),
    ];

    /// <summary>Adds a key of the standard type.</summary>
    public static Row Add(Session session, string token, Dictionary<string, object?> values)
    {
        values["type"] = "standard";
        values["token"] = token;
        values["state"] = State.Active;
        return Rows.Add(session, Resources.Key, values);
    }

    private async Task RotateAsync(Exchange exchange)
    {
        var id = exchange.PathId(Resources.Key);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: false).ConfigureAwait(false);
        await _keys.ChangeAsync(exchange, id, static (session, row) =>
            new Changed(Rows.Change(session, row, new() { ["token"] = Assumed.NewSecret() }))).ConfigureAwait(false);
    }
}
