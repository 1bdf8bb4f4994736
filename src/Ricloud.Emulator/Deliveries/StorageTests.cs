using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Tests storage configs. No storage is reached: only the shape of what was given is judged (assumed).</summary>
internal sealed class StorageTests(Database database, ConfigTests tests, TaskWaits ended, Action wakeDispatcher)
{
    /// <summary>Runs the tests that an earlier process left behind.</summary>
    public void Resume()
    {
        foreach (var task in database.Read(session => Queries.UnfinishedTests(session, Resources.StorageConfig)))
        {
            _ = RunAsync(task);
        }
    }

    public async Task RunAsync(Row task)
    {
        await database.WriteLaterAsync(session =>
        {
            var config = Rows.Find(session, Resources.StorageConfig, task.Number("target"));
            tests.End(session, task.Id, Judge(config), session.Now());
            return true;
        }).ConfigureAwait(false);
        ended.Happened(task.Id);
        wakeDispatcher();
    }

    private static string? Judge(Row? config)
    {
        if (config is null)
        {
            return DeliveryError.ConfigDeleted;
        }

        var hasCredentials = config["credentials"] is not string credentials
            || JsonDocument.Parse(credentials).RootElement.EnumerateObject().MoveNext();
        return StorageAddress.HasPlace(config.Text("url")) && hasCredentials ? null : DeliveryError.InvalidStorage;
    }
}
