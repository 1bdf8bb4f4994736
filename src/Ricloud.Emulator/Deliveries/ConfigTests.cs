using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Begins and ends the tasks that test a config, inside the transaction of whatever asked for them.</summary>
internal sealed class ConfigTests(EventLog events)
{
    public TaskRow Begin(Session session, WebhookConfigRow config, long keyId)
    {
        var task = Add(session, TaskType.WebhookConfigTest, config.Id, config.Revision, keyId);
        EventLog.EmitTest(session, config, task);
        return task;
    }

    public TaskRow Begin(Session session, StorageConfigRow config, long keyId) =>
        Add(session, TaskType.StorageConfigTest, config.Id, config.Revision, keyId);

    /// <param name="session">The writer's.</param>
    /// <param name="taskId">The task that ends.</param>
    /// <param name="error">Why the test failed; null when it didn't.</param>
    /// <param name="started">When it began.</param>
    public void End(Session session, long taskId, string? error, long started)
    {
        var task = Tasks.Finish(session, taskId, error, started);
        if (task.Type == TaskType.WebhookConfigTest)
        {
            WebhookConfigs.Judge(session, task, valid: error is null);
        }
        else
        {
            StorageConfigs.Judge(session, task, valid: error is null);
        }

        events.Emit(session, task.Key, ResourceName.Task, error is null ? "succeeded" : "failed", TaskJson.ForEvent(task));
    }

    private TaskRow Add(Session session, string type, long target, long revision, long keyId)
    {
        var task = Tasks.Add(session, keyId, type, target, revision);
        events.Emit(session, keyId, ResourceName.Task, "created", TaskJson.ForEvent(task));
        return task;
    }
}
