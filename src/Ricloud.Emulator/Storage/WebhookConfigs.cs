using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The webhook configs in the store.</summary>
internal static class WebhookConfigs
{
    private const string Table = "webhook_configs";
    private const string Columns = "id, url, secret, state, date_created, revision";

    public static readonly ListSource<WebhookConfigRow> List = new()
    {
        Table = Table,
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static WebhookConfigRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM webhook_configs WHERE id = ?1", Read, id);

    /// <summary>The key's own config, else the organisation's default; null when neither has one.</summary>
    public static WebhookConfigRow? OfKey(Session session, long keyId) =>
        session.First(
            $"""
            SELECT {Columns} FROM webhook_configs WHERE id = COALESCE(
                (SELECT webhook_config FROM keys WHERE id = ?1), (SELECT webhook_config_default FROM organisation))
            """,
            Read, keyId);

    public static WebhookConfigRow Add(Session session, string url, string secret)
    {
        session.Counts.Added(Table, "", "", ConfigState.New);
        return session.First(
            $"INSERT INTO {Table} (url, secret, state, date_created) VALUES (?1, ?2, ?3, ?4) RETURNING {Columns}",
            Read, url, secret, ConfigState.New, session.Now())!;
    }

    /// <summary>Sets what an update may change, and makes verdicts about the config as it was void.</summary>
    public static WebhookConfigRow Change(Session session, WebhookConfigRow config, string url, string state)
    {
        session.Counts.Moved(Table, "", "", config.State, state);
        return session.First(
            $"UPDATE {Table} SET url = ?1, state = ?2, revision = revision + 1 WHERE id = ?3 RETURNING {Columns}",
            Read, url, state, config.Id)!;
    }

    /// <inheritdoc cref="ConfigTables.Judge"/>
    public static void Judge(Session session, TaskRow task, bool valid) => ConfigTables.Judge(session, Table, task, valid);

    public static void Delete(Session session, WebhookConfigRow config) =>
        ConfigTables.Delete(session, Table, "webhook_config", config.Id, config.State);

    private static WebhookConfigRow Read(Statement row) => new(
        row.Number(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4), row.Number(5));
}
