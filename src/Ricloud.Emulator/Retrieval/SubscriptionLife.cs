using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Retrieval;

/// <summary>A subscription from its creation to its end, inside the transactions in which something happens to it.</summary>
internal sealed class SubscriptionLife(PollLife polls, WorkTimes times)
{
    /// <returns>The subscription, not yet active.</returns>
    public Row Begin(Session session, Dictionary<string, object?> values)
    {
        values["state"] = State.Pending;
        var made = Rows.Add(session, Resources.Subscription, values);
        Steps.Plan(session, made, times.NextStep(made.Number("date_created")));
        return made;
    }

    /// <summary>Activates it, or makes one of its polls.</summary>
    public void Step(Session session, Row row)
    {
        if (row.State == State.Pending)
        {
            Rows.Change(session, row, new() { ["state"] = State.Active });
            Steps.Plan(session, row, Math.Max(session.Now(), row.NumberOrNull("date_start") ?? 0));
        }
        else if (row.State == State.Active)
        {
            Poll(session, row);
        }
    }

    /// <returns>The subscription, which polls no more.</returns>
    public static Row End(Session session, Row row)
    {
        Steps.Forget(session, row.Resource, row.Id);
        return row.State == State.Deleted ? row : Rows.Change(session, row, new() { ["state"] = State.Deleted });
    }

    // It rests for good when its time is over, or its session (assumed).
    private void Poll(Session session, Row row)
    {
        var of = Rows.Find(session, Resources.Session, row.Number("session"))!;
        var now = session.Now();
        if (of.State == State.Active && now <= (row.NumberOrNull("date_end") ?? long.MaxValue))
        {
            var source = Rows.Find(session, Resources.Source, row.Number("source"))!;
            polls.Begin(session, new PollRequest(row.Number("key"), of, source, row.Text("poll_payload"), row.Id, IsAutomatic: true));
            var interval = row.NumberOrNull("interval") ?? Assumed.PollInterval;
            Steps.Plan(session, row, now + (interval * (long)TimeSpan.MicrosecondsPerSecond));
        }
    }
}
