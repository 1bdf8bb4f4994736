using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Retrieval;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/subscriptions</c>: each polls by itself.</summary>
internal sealed class SubscriptionEndpoints(Database database, WholeRows rows, Timetable timetable)
{
    public IEnumerable<Route> Routes => new ResourceEndpoints(database, rows, Resources.Subscription)
    {
        Add = (session, exchange, values) => new Changed(Add(session, exchange, values)),
        Delete = static (session, row) => new Changed(SubscriptionLife.End(session, row)),
        Committed = (_, changed) =>
        {
            timetable.Wake();
            return Task.FromResult(changed.Row);
        },
    }.Routes;

    private Row Add(Session session, Exchange exchange, Dictionary<string, object?> values)
    {
        Admission.RequireStorage(session, exchange.Key.Id);
        var of = Rows.Find(session, Resources.Session, values["session"]!)!;
        Admission.RequireActive(of);
        var source = Admission.SourceOf(session, of, (long?)values.GetValueOrDefault("source"));
        var type = source.Text("type");
        if (type == SourceType.Relay)
        {
            throw Problems.Of($"It must be the id of one of the children of source {source.Id}, of type {SourceType.RelayDevice}.", "source");
        }

        if (type == SourceType.RelayDevice && values.GetValueOrDefault("interval") is < Assumed.LeastRelayInterval)
        {
            throw Problems.Of($"It must be at least {Assumed.LeastRelayInterval} for {type}.", "interval");
        }

        using var payload = JsonDocument.Parse((string)values["poll_payload"]!);
        Admission.RequireScopes(session, Admission.ScopesOf(type, payload.RootElement));
        values["source"] = source.Id;
        values["key"] = exchange.Key.Id;
        return timetable.Subscriptions.Begin(session, values);
    }
}
