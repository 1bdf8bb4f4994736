using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Retrieval;

/// <summary>A session from its creation to its end, inside the transactions in which something happens to it.</summary>
internal sealed class SessionLife(EventLog events, TaskLog tasks, WholeRows rows, WorkTimes times)
{
    private const string ByService = "api";
    private const string ByOrganisation = "organisation";

    /// <param name="session">The writer's.</param>
    /// <param name="keyId">Whose session.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="outcome">Why it is going to fail; null when it isn't. Nothing else is kept of what its owner gave to prove himself.</param>
    /// <returns>The session, and its task.</returns>
    public (Row Made, Row Task) Begin(Session session, long keyId, Row source, string? outcome)
    {
        var made = Rows.Add(session, Resources.Session, new()
        {
            ["key"] = keyId,
            ["user"] = source["user"],
            ["source"] = source.Id,
            ["state"] = State.Pending,
            ["outcome"] = outcome,
        });
        var task = TaskLog.Add(session, new()
        {
            ["key"] = keyId,
            ["user"] = source["user"],
            ["source"] = source.Id,
            ["session"] = made.Id,
            ["source_type"] = source["type"],
            ["type"] = Assumed.SessionTaskTypeOf(source.Text("type")),
            ["target"] = source["identifier"] ?? source["type"],
        });
        tasks.Tell(session, task);
        Steps.Plan(session, made, times.NextStep(made.Number("date_created")));
        return (made, task);
    }

    /// <summary>Opens it, or lets it expire when it wasn't used for too long.</summary>
    /// <returns>The task that ended.</returns>
    public long? Step(Session session, Row row)
    {
        if (row.State == State.Pending)
        {
            return Open(session, row);
        }

        if (row.State == State.Active)
        {
            ExpireIfIdle(session, row);
        }

        return null;
    }

    /// <summary>Whoever uses a session keeps it.</summary>
    public static void Use(Session session, Row row) => Rows.Change(session, row, new() { ["last_used"] = session.Now() });

    /// <summary>Ends a session because its organisation wants to; one that has ended stays as it is.</summary>
    /// <returns>The session as it is now, and the task that ended.</returns>
    public (Row Ended, Row? Task) End(Session session, Row row)
    {
        if (row.State is not (State.Pending or State.Active))
        {
            return (row, null);
        }

        var task = row.State == State.Pending ? EndTask(session, row, ErrorCode.SessionExpired) : null;
        return (Expire(session, row, ByOrganisation), task);
    }

    private long Open(Session session, Row row)
    {
        var error = row["outcome"] as string;
        var now = session.Now();
        row = Rows.Change(session, row, new() { ["state"] = error is null ? State.Active : State.Failed, ["error"] = error, ["last_used"] = now });
        if (error is null)
        {
            OpenSource(session, Rows.Find(session, Resources.Source, row.Number("source"))!);
            Steps.Plan(session, row, times.EndOfIdling(now));
        }

        return EndTask(session, row, error).Id;
    }

    private static void OpenSource(Session session, Row source)
    {
        if (source.State == State.Unvalidated)
        {
            Rows.Change(session, source, new() { ["state"] = State.Active });
        }

        var hasDevice = session.Number("SELECT EXISTS (SELECT 1 FROM sources WHERE parent = ?1)", source.Id) == 1;
        if (source.Text("type") == SourceType.Relay && !hasDevice)
        {
            Rows.Add(session, Resources.Source, new()
            {
                ["user"] = source["user"],
                ["type"] = SourceType.RelayDevice,
                ["parent"] = source.Id,
                ["info"] = Assumed.DeviceInfo,
                ["state"] = State.Active,
            });
        }
    }

    // A subscription uses its session between its polls too (assumed).
    private void ExpireIfIdle(Session session, Row row)
    {
        var isSubscribed = session.Number(
            "SELECT EXISTS (SELECT 1 FROM subscriptions WHERE session = ?1 AND state <> ?2)", row.Id, State.Deleted) == 1;
        var end = times.EndOfIdling(isSubscribed ? session.Now() : row.Number("last_used"));
        if (end > session.Now())
        {
            Steps.Plan(session, row, end);
        }
        else
        {
            Expire(session, row, ByService);
        }
    }

    private Row Expire(Session session, Row row, string reason)
    {
        Steps.Forget(session, row.Resource, row.Id);
        var expired = Rows.Change(session, row, new()
        {
            ["state"] = State.Expired,
            ["error"] = reason,
            ["date_expired"] = session.Now(),
        });
        events.Emit(session, row.Number("key"), row.Resource.Name, State.Expired, rows.ForEvent(session, expired));
        return expired;
    }

    private Row EndTask(Session session, Row row, string? error)
    {
        var task = Rows.Where(session, Resources.Task, "session = ?1 AND poll IS NULL", row.Id)[0];
        task = TaskLog.End(session, task, error, row.Number("date_created"));
        tasks.Tell(session, task);
        return task;
    }
}
