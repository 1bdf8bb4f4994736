using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Begins and ends the tasks that test a config, inside the transaction of whatever asked for them.</summary>
internal sealed class ConfigTests(EventLog events)
{
    /// <returns>The task.</returns>
    public Row Begin(Session session, Row config, long keyId)
    {
        var task = Rows.Add(session, Resources.Task, new()
        {
            ["key"] = keyId,
            ["type"] = config.Resource.TestType,
            ["target"] = config.Id,
            ["revision"] = config.Number("revision"),
            ["state"] = State.Pending,
        });
        events.Emit(session, keyId, task.Resource.Name, "created", ResourceJson.ForEvent(task));
        if (config.Resource == Resources.WebhookConfig)
        {
            EventLog.EmitTest(session, config, task);
        }

        return task;
    }

    /// <summary>Shows that a test is under way; does nothing to one that has ended in the meantime.</summary>
    public static void Start(Session session, long taskId, long started)
    {
        if (Rows.Find(session, Resources.Task, taskId) is { State: State.Pending } task)
        {
            Rows.Change(session, task, new() { ["state"] = State.Processing, ["date_started"] = started });
        }
    }

    /// <param name="session">The writer's.</param>
    /// <param name="taskId">The task that ends.</param>
    /// <param name="error">Why the test failed; null when it didn't.</param>
    /// <param name="started">When it began.</param>
    public void End(Session session, long taskId, string? error, long started)
    {
        var task = Rows.Find(session, Resources.Task, taskId)!;
        task = Rows.Change(session, task, new()
        {
            ["state"] = error is null ? State.Succeeded : State.Failed,
            ["error"] = error,
            ["date_started"] = task["date_started"] ?? started,
            ["date_completed"] = session.Now(),
        });
        Judge(session, task, error is null ? State.Valid : State.Invalid);
        events.Emit(session, task.Number("key"), task.Resource.Name, task.State, ResourceJson.ForEvent(task));
    }

    // Unless the config was changed or deactivated since the test began, or a test that began later has spoken already.
    private static void Judge(Session session, Row task, string verdict)
    {
        var resource = Resources.All.First(resource => resource.TestType == task.Text("type"));
        if (Rows.Find(session, resource, task.Number("target")) is { } config
            && config.Number("revision") == task.Number("revision")
            && config.Number("verdict_task") < task.Id
            && config.State != State.Deactivated)
        {
            Rows.Change(session, config, new() { ["state"] = verdict, ["verdict_task"] = task.Id });
        }
    }
}
