using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The webhook configs in the store.</summary>
internal static class WebhookConfigs
{
    private const string Columns = "id, url, secret, state, date_created, revision";

    public static readonly ListSource<WebhookConfigRow> List = new()
    {
        Table = "webhook_configs",
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static WebhookConfigRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM webhook_configs WHERE id = $1", Read, id);

    public static WebhookConfigRow Add(Session session, string url, string secret) =>
        session.First(
            $"INSERT INTO webhook_configs (url, secret, state, date_created) VALUES ($1, $2, $3, $4) RETURNING {Columns}",
            Read, url, secret, ConfigState.New, session.Now())!;

    /// <summary>Sets what an update may change, and makes verdicts about the config as it was void.</summary>
    public static WebhookConfigRow Change(Session session, WebhookConfigRow config, string url, string state) =>
        session.First(
            $"UPDATE webhook_configs SET url = $1, state = $2, revision = revision + 1 WHERE id = $3 RETURNING {Columns}",
            Read, url, state, config.Id)!;

    /// <summary>
    /// Sets the verdict of a test, unless the config was changed or deactivated since the test began, or a
    /// test that began later has spoken already.
    /// </summary>
    public static void Judge(Session session, TaskRow task, bool valid) =>
        session.Execute(
            """
            UPDATE webhook_configs SET state = $1, verdict_task = $2
            WHERE id = $3 AND revision = $4 AND verdict_task < $2 AND state <> 'deactivated'
            """,
            valid ? ConfigState.Valid : ConfigState.Invalid, task.Id, task.Target, task.Revision);

    public static void Delete(Session session, long id)
    {
        session.Execute("DELETE FROM webhook_configs WHERE id = $1", id);
        session.Execute("UPDATE keys SET webhook_config = NULL WHERE webhook_config = $1", id);
        session.Execute("UPDATE organisation SET webhook_config_default = NULL WHERE webhook_config_default = $1", id);
    }

    private static WebhookConfigRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5));
}
