using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Tests storage configs. No storage is reached: only the shape of what was given is judged (assumed).</summary>
internal sealed class StorageTests(Database database, ConfigTests tests, TaskWaits ended, Action wakeDispatcher)
{
    /// <summary>Runs the tests that an earlier process left behind.</summary>
    public void Resume()
    {
        foreach (var task in database.Read(session => Tasks.Unfinished(session, TaskType.StorageConfigTest)))
        {
            _ = RunAsync(task);
        }
    }

    public async Task RunAsync(long taskId)
    {
        await database.WriteLaterAsync(session =>
        {
            var task = Tasks.Find(session, taskId)!;
            tests.End(session, taskId, Judge(StorageConfigs.Find(session, task.Target)), session.Now());
            return true;
        }).ConfigureAwait(false);
        ended.Happened(taskId);
        wakeDispatcher();
    }

    private static string? Judge(StorageConfigRow? config)
    {
        if (config is null)
        {
            return DeliveryError.ConfigDeleted;
        }

        var hasPlace = Uri.TryCreate(config.Url, UriKind.Absolute, out var url)
            && (url.Host.Length > 0 || url.AbsolutePath.Length > 1);
        var hasCredentials = config.Credentials is null
            || JsonDocument.Parse(config.Credentials).RootElement.EnumerateObject().MoveNext();
        return hasPlace && hasCredentials ? null : DeliveryError.InvalidStorage;
    }
}
