using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Retrieval;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/sessions</c>: each logs into a source, if its payload is right.</summary>
internal sealed class SessionEndpoints(Database database, WholeRows rows, TaskEndpoints tasks, Timetable timetable)
{
    private static readonly Resource Resource = Resources.Session;

    public IEnumerable<Route> Routes => new ResourceEndpoints(database, rows, Resource)
    {
        Add = Add,
        Delete = (session, row) =>
        {
            var (ended, task) = timetable.Sessions.End(session, row);
            return new Changed(ended, task);
        },
        Committed = CommittedAsync,
    }.Routes;

    private Changed Add(Session session, Exchange exchange, Dictionary<string, object?> values)
    {
        using var given = JsonDocument.Parse((string)values["source"]!);
        using var payload = JsonDocument.Parse((string)values["payload"]!);
        var read = Read(session, given.RootElement);
        var type = (string)read["type"]!;
        Admission.RequireScopes(session, ("source_type", type));
        var outcome = OutcomeOf(type, payload.RootElement);
        var source = read.TryGetValue("id", out var id)
            ? Rows.Find(session, Resources.Source, id!)!
            : SourceEndpoints.FindOrAdd(session, read, "source.").Row;
        if (source.State is not (State.Unvalidated or State.Active))
        {
            throw Problems.Of($"Source {source.Id} is {source.State}.", "source");
        }

        var (made, task) = timetable.Sessions.Begin(session, exchange.Key.Id, source, outcome);
        return new Changed(made, task);
    }

    // A source, or the id of one.
    private static Dictionary<string, object?> Read(Session session, JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Object)
        {
            var body = Body.Of(given, Resources.Source.Fields.Where(field => field.InCreate), "source.");
            body.ReadReferences(session);
            return body.Values;
        }

        var text = given.ValueKind == JsonValueKind.Number ? given.GetRawText() : Body.TextOf(given) ?? "";
        return Ids.TryParse(text, out var id) && Rows.Find(session, Resources.Source, id) is { } source && source["parent"] is null
            ? new() { ["id"] = id, ["type"] = source["type"] }
            : throw Problems.Of("It must be the id of a source that exists and isn't a child.", "source");
    }

    /// <returns>Why the session is going to fail; null when it isn't.</returns>
    private static string? OutcomeOf(string type, JsonElement payload)
    {
        var needed = type == SourceType.Relay ? "code" : "password";
        if (!payload.TryGetProperty(needed, out var proof) || string.IsNullOrEmpty(Body.TextOf(proof)))
        {
            throw Problems.Of($"It must have a {needed}, as text that isn't empty, for {type}.", "payload");
        }

        var code = payload.TryGetProperty("code", out var given) ? Body.TextOf(given) : null;
        return type switch
        {
            SourceType.ICloud when code is null or Assumed.WrongCode => "code-required",
            SourceType.Relay when code == Assumed.WrongCode => "code-invalid",
            _ => null,
        };
    }

    private async Task<Row> CommittedAsync(Exchange exchange, Changed changed)
    {
        timetable.Wake(changed.Test);
        return changed.Test is { State: State.Pending } task && await tasks.AwaitAsync(exchange, task.Id).ConfigureAwait(false)
            ? database.ReadAtOnce(session => rows.Complete(session, Rows.Find(session, Resource, changed.Row.Id)!))
            : changed.Row;
    }
}
