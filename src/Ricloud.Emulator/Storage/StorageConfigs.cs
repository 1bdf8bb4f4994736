using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The storage configs in the store.</summary>
internal static class StorageConfigs
{
    private const string Columns = "id, type, url, credentials, state, date_created, revision";

    public static readonly ListSource<StorageConfigRow> List = new()
    {
        Table = "storage_configs",
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static StorageConfigRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM storage_configs WHERE id = $1", Read, id);

    public static StorageConfigRow Add(Session session, string type, string url, string? credentials) =>
        session.First(
            $"""
            INSERT INTO storage_configs (type, url, credentials, state, date_created)
            VALUES ($1, $2, $3, $4, $5) RETURNING {Columns}
            """,
            Read, type, url, credentials, ConfigState.New, session.Now())!;

    public static StorageConfigRow Change(Session session, StorageConfigRow config) =>
        session.First(
            $"""
            UPDATE storage_configs SET type = $1, url = $2, credentials = $3, state = $4, revision = revision + 1
            WHERE id = $5 RETURNING {Columns}
            """,
            Read, config.Type, config.Url, config.Credentials, config.State, config.Id)!;

    /// <inheritdoc cref="WebhookConfigs.Judge"/>
    public static void Judge(Session session, TaskRow task, bool valid) =>
        session.Execute(
            """
            UPDATE storage_configs SET state = $1, verdict_task = $2
            WHERE id = $3 AND revision = $4 AND verdict_task < $2 AND state <> 'deactivated'
            """,
            valid ? ConfigState.Valid : ConfigState.Invalid, task.Id, task.Target, task.Revision);

    public static void Delete(Session session, long id)
    {
        session.Execute("DELETE FROM storage_configs WHERE id = $1", id);
        session.Execute("UPDATE keys SET storage_config = NULL WHERE storage_config = $1", id);
        session.Execute("UPDATE organisation SET storage_config_default = NULL WHERE storage_config_default = $1", id);
    }

    private static StorageConfigRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6));
}
