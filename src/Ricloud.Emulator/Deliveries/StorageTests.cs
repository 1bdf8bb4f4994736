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

        // Of a data file of the first version there may be none, and any URL.
        using var credentials = JsonDocument.Parse(config["credentials"] as string ?? "{}");
        var isUsable = StorageAddress.Problem(config.Text("url")) is null && StorageAddress.AreCredentials(config.Text("type"), credentials.RootElement);
        return isUsable ? null : DeliveryError.InvalidStorage;
    }
}
