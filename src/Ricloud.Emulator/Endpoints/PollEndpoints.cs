using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Retrieval;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/polls</c>: each retrieves what its payload names, in tasks.</summary>
internal sealed class PollEndpoints(Database database, WholeRows rows, Timetable timetable)
{
    public IEnumerable<Route> Routes => new ResourceEndpoints(database, rows, Resources.Poll)
    {
        Add = (session, exchange, values) => new Changed(timetable.Polls.Begin(session, Read(session, exchange.Key.Id, values))),
        Committed = (_, changed) =>
        {
            timetable.Wake();
            return Task.FromResult(changed.Row);
        },
    }.Routes;

    private static PollRequest Read(Session session, long keyId, Dictionary<string, object?> values)
    {
        var subscription = values.GetValueOrDefault("subscription") is { } id ? Rows.Find(session, Resources.Subscription, id) : null;
        var ofSession = values.GetValueOrDefault("session") ?? subscription?["session"]
            ?? throw Problems.Of("One of these is required.", "session", "subscription");
        Admission.RequireStorage(session, keyId);
        var of = Rows.Find(session, Resources.Session, ofSession)!;
        Admission.RequireActive(of);
        if (subscription is not null)
        {
            RequireUsable(subscription, of);
        }

        var source = Admission.SourceOf(session, of, (long?)(values.GetValueOrDefault("source") ?? subscription?["source"]));
        if (subscription is null && SourceType.ServiceOf(source.Text("type")) == SourceType.ServiceOf(SourceType.Relay))
        {
            throw Problems.Of($"It is required for a source of type {source.Text("type")}.", "subscription");
        }

        var text = (string)values["payload"]!;
        using var payload = JsonDocument.Parse(text);
        Admission.RequireScopes(session, Admission.ScopesOf(source.Text("type"), payload.RootElement));
        return new PollRequest(keyId, of, source, text, subscription?.Id);
    }

    private static void RequireUsable(Row subscription, Row of)
    {
        if (subscription.Number("session") != of.Id)
        {
            throw Problems.Of($"Subscription {subscription.Id} isn't of session {of.Id}.", "session", "subscription");
        }

        if (subscription.State == State.Deleted)
        {
            throw Problems.Of("It must be the id of a subscription that isn't deleted.", "subscription");
        }
    }
}
