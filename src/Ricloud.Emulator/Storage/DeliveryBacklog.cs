using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// The deliveries that are still to be made, in lanes by receiver. A lane's own <c>due</c> is never later
/// than that of its first delivery, so that the lanes with work are found without looking at the rest.
/// </summary>
internal static class DeliveryBacklog
{
    private const string Columns = "event, webhook_config, task, test_url, lane, tries";

    public static void Add(Session session, DeliveryRow delivery, long due)
    {
        session.Execute(
            "INSERT INTO deliveries (event, webhook_config, task, test_url, lane, due, tries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
            delivery.Event, delivery.WebhookConfig, delivery.Task, delivery.TestUrl, delivery.Lane, due);
        ExpectAt(session, delivery.Lane, due);
    }

    /// <summary>How many there are.</summary>
    public static long Count(Session session) => session.NumberOrNull("SELECT COUNT(*) FROM deliveries") ?? 0;

    public static void Remove(Session session, DeliveryRow delivery) =>
        session.Execute("DELETE FROM deliveries WHERE event = ?1", delivery.Event);

    public static void Postpone(Session session, DeliveryRow delivery, int tries, long due)
    {
        session.Execute("UPDATE deliveries SET tries = ?1, due = ?2 WHERE event = ?3", tries, due, delivery.Event);
        ExpectAt(session, delivery.Lane, due);
    }

    /// <summary>Called when nothing of a lane is due: lets it rest until something is.</summary>
    public static void Rest(Session session, long lane)
    {
        if (session.NumberOrNull("SELECT MIN(due) FROM deliveries WHERE lane = ?1", lane) is { } due)
        {
            session.Execute("UPDATE lanes SET due = ?1 WHERE lane = ?2", due, lane);
        }
        else
        {
            session.Execute("DELETE FROM lanes WHERE lane = ?1", lane);
        }
    }

    /// <summary>The lanes that may have something due, the longest waiting first.</summary>
    public static List<long> DueLanes(Session session, long now, int most) =>
        session.All("SELECT lane FROM lanes WHERE due <= ?1 ORDER BY due LIMIT ?2", row => row.Number(0), now, most);

    /// <summary>When the next lane will have something; null when none waits.</summary>
    public static long? NextDue(Session session, long now) =>
        session.NumberOrNull("SELECT MIN(due) FROM lanes WHERE due > ?1", now);

    public static List<DeliveryRow> Due(Session session, long lane, long now, int most) =>
        session.All(
            $"SELECT {Columns} FROM deliveries WHERE lane = ?1 AND due <= ?2 ORDER BY due, event LIMIT ?3", Read, lane, now, most);

    /// <summary>The lane of a receiver.</summary>
    public static long LaneOf(string url) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(url)));

    private static void ExpectAt(Session session, long lane, long due) =>
        session.Execute(
            "INSERT INTO lanes (lane, due) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET due = MIN(due, excluded.due)", lane, due);

    private static DeliveryRow Read(Statement row) => new(
        row.Number(0), row.Number(1), row.NumberOrNull(2), row.TextOrNull(3), row.Number(4), (int)row.Number(5));
}

/// <param name="Event">The event's number.</param>
/// <param name="WebhookConfig">Whose receiver gets it.</param>
/// <param name="Task">The test that this delivery is; null for any other event.</param>
/// <param name="TestUrl">The URL under test, which a later change of the config doesn't change.</param>
/// <param name="Lane">Which receiver it waits for.</param>
/// <param name="Tries">How often it was tried.</param>
internal sealed record DeliveryRow(long Event, long WebhookConfig, long? Task, string? TestUrl, long Lane, int Tries);
