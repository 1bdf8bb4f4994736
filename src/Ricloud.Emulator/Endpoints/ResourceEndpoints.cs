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
internal sealed class ResourceEndpoints(Database database, WholeRows rows, Resource resource)
{
    /// <summary>Adds a row with the values that a body gives; without it, none can be created.</summary>
    public Func<Session, Exchange, Dictionary<string, object?>, Changed>? Add { get; init; }

    /// <summary>Changes a row to the values that a body gives; without it, none can be updated.</summary>
    public Func<Session, Exchange, Row, Dictionary<string, object?>, Changed>? Change { get; init; }

    /// <summary>Does what a DELETE of a row is; without it, none can be deleted.</summary>
    public Func<Session, Row, Changed>? Delete { get; init; }

    /// <summary>What follows a commit, before its answer: with the row that is answered.</summary>
    public Func<Exchange, Changed, Task<Row>> Committed { get; init; } = (_, changed) => Task.FromResult(changed.Row);

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
                yield return new("POST", one, exchange => UpdateAsync(exchange, exchange.PathId(resource)));
            }

            if (Delete is not null)
            {
                yield return new("DELETE", one, exchange => ChangeAsync(exchange, exchange.PathId(resource), Delete));
            }
        }
    }

    /// <exception cref="RefusedException">It isn't there: 404.</exception>
    public static Row Find(Session session, Resource resource, object id) =>
        Rows.Find(session, resource, id) ?? throw RefusedException.NotFound(resource.Title);

    /// <summary>Changes a row to the given values, with nothing to follow.</summary>
    public static Changed ChangePlainly(Session session, Exchange exchange, Row row, Dictionary<string, object?> values) =>
        new(Rows.Change(session, row, values));

    /// <summary>Answers with the row of this id.</summary>
    public Task AnswerAsync(Exchange exchange, object id)
    {
        var row = Read(session => rows.Complete(session, Find(session, resource, id)));
        return exchange.AnswerAsync(writer => ResourceJson.Write(writer, row));
    }

    /// <summary>Changes the row of this id, and answers with it.</summary>
    public async Task ChangeAsync(Exchange exchange, object id, Func<Session, Row, Changed> change)
    {
        var row = await CommitAsync(exchange, session => change(session, Find(session, resource, id))).ConfigureAwait(false);
        await exchange.AnswerAsync(writer => ResourceJson.Write(writer, row.Row)).ConfigureAwait(false);
    }

    /// <summary>Changes the row of this id as the body says, and answers with it.</summary>
    public async Task UpdateAsync(Exchange exchange, object id)
    {
        var body = await Body.ReadUpdateAsync(exchange.Request, resource.Fields.Where(field => field.InUpdate)).ConfigureAwait(false);
        body.ThrowIfSettled();
        await ChangeAsync(exchange, id, (session, row) =>
        {
            body.ReadReferences(session);
            return Change!(session, exchange, row, new(body.Values));
        }).ConfigureAwait(false);
    }

    private Task ListAsync(Exchange exchange)
    {
        var query = ListParameters.Read(
            exchange.Request.QueryString.Value, resource, text => database.Read(session => Ids.KeyOf(session, resource, text)));
        var page = database.ReadAtOnce(session => rows.Complete(session, Lists.Read(session, resource, query)));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, resource.Path, ResourceJson.Write));
    }

    private async Task CreateAsync(Exchange exchange)
    {
        var body = await Body.ReadAsync(exchange.Request, resource.CreateFields).ConfigureAwait(false);
        body.ThrowIfSettled();
        var changed = await CommitAsync(exchange, session =>
        {
            body.ReadReferences(session);
            return Add!(session, exchange, new(body.Values));
        }).ConfigureAwait(false);
        var status = changed.WasThere ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        await exchange.AnswerAsync(status, writer => ResourceJson.Write(writer, changed.Row)).ConfigureAwait(false);
    }

    private async Task<Changed> CommitAsync(Exchange exchange, Func<Session, Changed> change)
    {
        var changed = await database.WriteAsync(session =>
        {
            var done = change(session);
            return done with { Row = rows.Complete(session, done.Row) };
        }).ConfigureAwait(false);
        return changed with { Row = await Committed(exchange, changed).ConfigureAwait(false) };
    }

    private T Read<T>(Func<Session, T> query) => resource.HasParts ? database.ReadAtOnce(query) : database.Read(query);
}

/// <param name="Row">What a request made, changed or deleted.</param>
/// <param name="Test">The task that tests it from now on; null when none does.</param>
/// <param name="BeforeAnswer">What is waited for before the answer; null for nothing.</param>
/// <param name="WasThere">Nothing was made, since it was there already.</param>
internal sealed record Changed(Row Row, Row? Test = null, Task? BeforeAnswer = null, bool WasThere = false);
