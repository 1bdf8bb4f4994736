using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The events in the store.</summary>
internal static class Events
{
    private const string Table = "events";
    private const string Columns =
        "number, id, type, action, data, state, retries, date_created, date_delivered";

    public static readonly ListSource<EventRow> List = new()
    {
        Table = Table,
        Columns = Columns,
        Key = "number",
        Read = Read,
    };

    public static EventRow? Find(Session session, string id) =>
        session.First($"SELECT {Columns} FROM events WHERE id = ?1", Read, id);

    public static EventRow? Find(Session session, long number) =>
        session.First($"SELECT {Columns} FROM events WHERE number = ?1", Read, number);

    /// <param name="session">The writer's.</param>
    /// <param name="id">A new UUID.</param>
    /// <param name="type">The type of the resource that something happened to.</param>
    /// <param name="action">What happened.</param>
    /// <param name="data">The resource as JSON.</param>
    /// <param name="webhookConfig">Whose receiver gets it; null for nobody's.</param>
    public static EventRow Add(
        Session session, string id, string type, string action, string data, long? webhookConfig)
    {
        var state = webhookConfig is null ? Assumed.StateWithoutReceiver : EventState.Pending;
        session.Counts.Added(Table, type, action, state);
        return session.First(
            $"""
            INSERT INTO {Table} (id, type, action, data, webhook_config, state, retries, date_created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7) RETURNING {Columns}
            """,
            Read, id, type, action, data, webhookConfig, state, session.Now())!;
    }

    public static void Settle(Session session, EventRow pending, bool delivered, int retries)
    {
        var state = delivered ? EventState.Delivered : EventState.Failed;
        session.Counts.Moved(Table, pending.Type, pending.Action, pending.State, state);
        session.Execute(
            $"UPDATE {Table} SET state = ?1, retries = ?2, date_delivered = ?3 WHERE number = ?4",
            state, retries, delivered ? session.Now() : null, pending.Number);
    }

    public static void CountRetry(Session session, long number, int retries) =>
        session.Execute("UPDATE events SET retries = ?1 WHERE number = ?2", retries, number);

    private static EventRow Read(Statement row) => new(
        row.Number(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5),
        row.Number(6), row.Number(7), row.NumberOrNull(8));
}
