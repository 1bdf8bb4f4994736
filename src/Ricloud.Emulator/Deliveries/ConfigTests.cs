using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Begins and ends the tasks that test a config, inside the transaction of whatever asked for them.</summary>
internal sealed class ConfigTests(TaskLog log)
{
    /// <returns>The task.</returns>
    public Row Begin(Session session, Row config, long keyId)
    {
        var task = TaskLog.Add(session, new()
        {
            ["key"] = keyId,
            ["type"] = config.Resource.TestType,
            ["target"] = config.Id,
            ["revision"] = config.Number("revision"),
        });
        log.Tell(session, task);
        if (config.Resource == Resources.WebhookConfig)
        {
            EventLog.EmitTest(session, config, task);
        }

        return task;
    }

    /// <param name="session">The writer's.</param>
    /// <param name="taskId">The task that ends.</param>
    /// <param name="error">Why the test failed; null when it didn't.</param>
    /// <param name="started">When it began.</param>
    public void End(Session session, long taskId, string? error, long started)
    {
        var task = TaskLog.End(session, Rows.Find(session, Resources.Task, taskId)!, error, started);
        Judge(session, task, error is null ? State.Valid : State.Invalid);
        log.Tell(session, task);
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
