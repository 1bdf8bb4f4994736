using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/key</c> and <c>/keys</c>.</summary>
internal sealed class KeyEndpoints(Database database, Tokens tokens)
{
    private const string Path = "/keys";
    private const string What = "key";

    // The other two states are the vendor's to give.
    private static readonly string[] SettableStates = [KeyState.Active, KeyState.Deactivated];

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/key", exchange => AnswerAsync(exchange, exchange.Key.Id)),
        new("GET", Path, ListAsync),
        new("POST", Path, CreateAsync),
        new("GET", Path + "/{}", exchange => AnswerAsync(exchange, exchange.PathId(What))),
        new("POST", Path + "/{}", UpdateAsync),
        new("POST", Path + "/{}/rotate", RotateAsync),
    ];

    private Task ListAsync(Exchange exchange)
    {
        var parameters = new ListParameters(exchange.Request);
        parameters.Page(id => Cursors.Id(database, Keys.List, id));
        parameters.Text("type");
        parameters.State(KeyState.All);
        parameters.DateCreated();
        parameters.Constant("organisation", Organisations.Id);
        var query = parameters.Complete();
        var page = database.ReadAtOnce(session => Lists.Read(session, Keys.List, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, Path, KeyJson.Write));
    }

    private Task AnswerAsync(Exchange exchange, long id)
    {
        var key = database.Read(session => Keys.Find(session, id)) ?? throw RefusedException.NotFound(What);
        return exchange.AnswerAsync(writer => KeyJson.Write(writer, key));
    }

    private async Task CreateAsync(Exchange exchange)
    {
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var token = Secrets.New();
        var key = await database.WriteAsync(session =>
        {
            var given = ConfigReferences.Read(session, fields, "webhook_config", "storage_config", null, null);
            problems.ThrowIfAny();
            return Keys.Add(session, token, given.WebhookConfig, given.StorageConfig);
        }).ConfigureAwait(false);
        tokens.Refresh(database);
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => KeyJson.Write(writer, key)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var state = fields.OneOf("state", SettableStates);
        fields.RequireAny("webhook_config", "storage_config", "state");
        var key = await database.WriteAsync(session =>
        {
            var found = Keys.Find(session, id) ?? throw RefusedException.NotFound(What);
            var given = ConfigReferences.Read(
                session, fields, "webhook_config", "storage_config", found.WebhookConfig, found.StorageConfig);
            problems.ThrowIfAny();
            return Keys.Change(session, found with
            {
                WebhookConfig = given.WebhookConfig,
                StorageConfig = given.StorageConfig,
                State = state ?? found.State,
            });
        }).ConfigureAwait(false);
        tokens.Refresh(database);
        await exchange.AnswerAsync(writer => KeyJson.Write(writer, key)).ConfigureAwait(false);
    }

    private async Task RotateAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: false).ConfigureAwait(false);
        var token = Secrets.New();
        var key = await database.WriteAsync(session =>
        {
            var found = Keys.Find(session, id) ?? throw RefusedException.NotFound(What);
            return Keys.Change(session, found with { Token = token });
        }).ConfigureAwait(false);
        tokens.Refresh(database);
        await exchange.AnswerAsync(writer => KeyJson.Write(writer, key)).ConfigureAwait(false);
    }
}
