using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The events in the store.</summary>
internal static class Events
{
    private const string Columns =
        "number, id, type, action, data, state, retries, date_created, date_delivered";

    public static readonly ListSource<EventRow> List = new()
    {
        Table = "events",
        Columns = Columns,
        Key = "number",
        Read = Read,
    };

    public static EventRow? Find(Session session, string id) =>
        session.First($"SELECT {Columns} FROM events WHERE id = $1", Read, id);

    public static EventRow? Find(Session session, long number) =>
        session.First($"SELECT {Columns} FROM events WHERE number = $1", Read, number);

    /// <param name="session">The writer's.</param>
    /// <param name="id">A new UUID.</param>
    /// <param name="type">The type of the resource that something happened to.</param>
    /// <param name="action">What happened.</param>
    /// <param name="data">The resource as JSON.</param>
    /// <param name="webhookConfig">Whose receiver gets it; null for nobody's.</param>
    public static EventRow Add(
        Session session, string id, string type, string action, string data, long? webhookConfig) =>
        session.First(
            $"""
            INSERT INTO events (id, type, action, data, webhook_config, state, retries, date_created)
            VALUES ($1, $2, $3, $4, $5, $6, 0, $7) RETURNING {Columns}
            """,
            Read, id, type, action, data, webhookConfig,
            webhookConfig is null ? Assumed.StateWithoutReceiver : EventState.Pending, session.Now())!;

    public static void Settle(Session session, long number, bool delivered, int retries) =>
        session.Execute(
            "UPDATE events SET state = $1, retries = $2, date_delivered = $3 WHERE number = $4",
            delivered ? EventState.Delivered : EventState.Failed, retries, delivered ? session.Now() : null, number);

    public static void CountRetry(Session session, long number, int retries) =>
        session.Execute("UPDATE events SET retries = $1 WHERE number = $2", retries, number);

    private static EventRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.GetInt64(6), row.GetInt64(7), row.NumberOrNull(8));
}
