using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>
/// The routes that resources have alike, as a resource's table says: its list and its rows can be read; they can be
/// created, updated and deleted where there is a way to.
/// </summary>
internal sealed class ResourceEndpoints(Database database, Resource resource)
{
    /// <summary>Adds a row with the values that a body gives; without it, none can be created.</summary>
    public Func<Session, Exchange, Dictionary<string, object?>, Changed>? Add { get; init; }

    /// <summary>Changes a row to the values that a body gives; without it, none can be updated.</summary>
    public Func<Session, Exchange, Row, Dictionary<string, object?>, Changed>? Change { get; init; }

    public bool CanDelete { get; init; }

    /// <summary>What follows a commit, before its answer.</summary>
    public Func<Exchange, Changed, Task> Committed { get; init; } = (_, _) => Task.CompletedTask;

    public IEnumerable<Route> Routes
    {
        get
        {
            var one = resource.Path + "/{}";
            yield return new("GET", resource.Path, ListAsync);
            if (Add is not null)
            {
                yield return new("POST", resource.Path, CreateAsync);
            }

            yield return new("GET", one, exchange => AnswerAsync(exchange, exchange.PathId(resource)));
            if (Change is not null)
            {
                yield return new("POST", one, UpdateAsync);
            }

            if (CanDelete)
            {
                yield return new("DELETE", one, DeleteAsync);
            }
        }
    }

    /// <exception cref="RefusedException">It isn't there: 404.</exception>
    public static Row Find(Session session, Resource resource, object id) =>
        Rows.Find(session, resource, id) ?? throw RefusedException.NotFound(resource.Title);

    /// <summary>Answers with the row of this id.</summary>
    public Task AnswerAsync(Exchange exchange, object id)
    {
        var row = database.Read(session => Find(session, resource, id));
        return exchange.AnswerAsync(writer => ResourceJson.Write(writer, row));
    }

    /// <summary>Changes the row of this id, and answers with it.</summary>
    public async Task ChangeAsync(Exchange exchange, object id, Func<Session, Row, Changed> change)
    {
        var changed = await database.WriteAsync(session => change(session, Find(session, resource, id))).ConfigureAwait(false);
        await Committed(exchange, changed).ConfigureAwait(false);
        await exchange.AnswerAsync(writer => ResourceJson.Write(writer, changed.Row)).ConfigureAwait(false);
    }

    private Task ListAsync(Exchange exchange)
    {
        var query = ListParameters.Read(
            exchange.Request.QueryString.Value, resource, text => database.Read(session => Ids.KeyOf(session, resource, text)));
        var page = database.ReadAtOnce(session => Lists.Read(session, resource, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, resource.Path, ResourceJson.Write));
    }

    private async Task CreateAsync(Exchange exchange)
    {
        var body = await Body.ReadAsync(exchange.Request, resource.Fields.Where(field => field.InCreate)).ConfigureAwait(false);
        body.ThrowIfSettled();
        var changed = await database.WriteAsync(session =>
        {
            body.ReadReferences(session);
            return Add!(session, exchange, new(body.Values));
        }).ConfigureAwait(false);
        await Committed(exchange, changed).ConfigureAwait(false);
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => ResourceJson.Write(writer, changed.Row)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        var id = exchange.PathId(resource);
        var body = await Body.ReadUpdateAsync(exchange.Request, resource.Fields.Where(field => field.InUpdate)).ConfigureAwait(false);
        body.ThrowIfSettled();
        await ChangeAsync(exchange, id, (session, row) =>
        {
            body.ReadReferences(session);
            return Change!(session, exchange, row, new(body.Values));
        }).ConfigureAwait(false);
    }

    private Task DeleteAsync(Exchange exchange) => ChangeAsync(exchange, exchange.PathId(resource), static (session, row) =>
    {
        Rows.Delete(session, row);
        return new Changed(row);
    });
}

/// <param name="Row">What a request made, changed or deleted.</param>
/// <param name="Test">The task that tests it from now on; null when none does.</param>
/// <param name="BeforeAnswer">What is waited for before the answer; null for nothing.</param>
internal sealed record Changed(Row Row, Row? Test = null, Task? BeforeAnswer = null);
