using System.Security.Cryptography;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Retrieval;

/// <summary>A poll from its creation to its end, with its tasks and results, inside the transactions in which something happens to it.</summary>
internal sealed class PollLife(EventLog events, TaskLog tasks, WholeRows rows, WorkTimes times)
{
    /// <param name="session">The writer's.</param>
    /// <param name="request">What is polled.</param>
    /// <returns>The poll, whose tasks wait.</returns>
    public Row Begin(Session session, PollRequest request)
    {
        var poll = Rows.Add(session, Resources.Poll, new()
        {
            ["key"] = request.Key,
            ["user"] = request.Of["user"],
            ["source"] = request.Source.Id,
            ["session"] = request.Of.Id,
            ["subscription"] = request.Subscription,
            ["payload"] = request.Payload,
            ["requestor"] = request.IsAutomatic ? "subscription" : "key",
            ["state"] = State.Pending,
        });
        using var payload = JsonDocument.Parse(request.Payload);
        List<Row> made = [.. Payloads.EntriesOf(payload.RootElement).Select(entry => AddTask(session, poll, request.Source, entry.List, entry.Entry))];
        events.Emit(session, request.Key, poll.Resource.Name, "created", rows.ForEvent(session, poll));
        made.ForEach(task => tasks.Tell(session, task));
        SessionLife.Use(session, request.Of);
        Steps.Plan(session, poll, times.NextStep(poll.Number("date_created")));
        return poll;
    }

    /// <summary>Starts its tasks, then ends them, then completes the poll: results are there before it is completed.</summary>
    public void Step(Session session, Row poll)
    {
        var open = Rows.Where(session, Resources.Task, "poll = ?1 AND state IN (?2, ?3) ORDER BY id", poll.Id, State.Pending, State.Processing);
        var now = session.Now();
        if (poll.State == State.Pending)
        {
            Rows.Change(session, poll, new() { ["state"] = State.Processing, ["date_started"] = now });
            open.ForEach(task => TaskLog.Start(session, task.Id, now));
            Steps.Plan(session, poll, times.NextStep(now));
        }
        else if (open.Count > 0)
        {
            EndTasks(session, poll, open);
            Steps.Plan(session, poll, times.NextStep(now));
        }
        else
        {
            var completed = Rows.Change(session, poll, new() { ["state"] = State.Completed, ["date_completed"] = now });
            events.Emit(session, poll.Number("key"), poll.Resource.Name, State.Completed, rows.ForEvent(session, completed));
        }
    }

    private static Row AddTask(Session session, Row poll, Row source, string list, string entry) => TaskLog.Add(session, new()
    {
        ["key"] = poll["key"],
        ["user"] = poll["user"],
        ["source"] = poll["source"],
        ["session"] = poll["session"],
        ["poll"] = poll.Id,
        ["source_type"] = source["type"],
        ["type"] = Assumed.TaskTypeOf(source.Text("type"), list),
        ["target"] = entry,
    });

    private void EndTasks(Session session, Row poll, List<Row> open)
    {
        var of = Rows.Find(session, Resources.Session, poll.Number("session"))!;
        var storage = Queries.StorageConfigOfKey(session, poll.Number("key"));
        foreach (var task in open)
        {
            var error = of.State != State.Active ? ErrorCode.SessionExpired
                : storage is null ? ErrorCode.Unconfigured
                : ResultContent.Of(task) is { } content ? Publish(session, task, storage, content.Type, content.Text)
                : ErrorCode.NotFound;
            tasks.Tell(session, TaskLog.End(session, task, error, session.Now()));
        }
    }

    // That it is published is only recorded: nothing leaves this machine.
    private static string? Publish(Session session, Row task, Row storage, string type, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var identifier = task.Text("target");
        var isSigned = storage["signed_urls_enabled"] is 1L;
        var expiry = storage.NumberOrNull("signed_urls_expiry") ?? Assumed.SignedUrlExpiry;
        Rows.Add(session, Resources.Result, new()
        {
            ["poll"] = task["poll"],
            ["task"] = task.Id,
            ["identifier"] = identifier,
            ["url"] = $"{storage.Text("url").TrimEnd('/')}/{task.Number("poll")}/{task.Id}/{Uri.EscapeDataString(identifier)}",
            ["type"] = type,
#pragma warning disable CA5351 // The API's checksum is an MD5.
            ["checksum"] = Convert.ToHexStringLower(MD5.HashData(content)),
#pragma warning restore CA5351
            ["size"] = (long)content.Length,
            ["state"] = State.Available,
            ["content"] = text,
            ["signed_until"] = isSigned ? session.Now() + (expiry * (long)TimeSpan.MicrosecondsPerSecond) : null,
            ["signature"] = isSigned ? Assumed.NewSecret() : null,
        });
        return null;
    }
}

/// <param name="Key">Whose poll.</param>
/// <param name="Of">The session.</param>
/// <param name="Source">What is read: the session's source, or a child of it.</param>
/// <param name="Payload">Which types and files, as JSON.</param>
/// <param name="Subscription">The subscription that it belongs to, if any.</param>
/// <param name="IsAutomatic">Whether the subscription made it.</param>
internal sealed record PollRequest(long Key, Row Of, Row Source, string Payload, long? Subscription = null, bool IsAutomatic = false);
