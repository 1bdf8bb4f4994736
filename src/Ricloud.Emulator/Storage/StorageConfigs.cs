using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The storage configs in the store.</summary>
internal static class StorageConfigs
{
    private const string Table = "storage_configs";
    private const string Columns = "id, type, url, credentials, state, date_created, revision";

    public static readonly ListSource<StorageConfigRow> List = new()
    {
        Table = Table,
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static StorageConfigRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM storage_configs WHERE id = ?1", Read, id);

    public static StorageConfigRow Add(Session session, string type, string url, string? credentials)
    {
        session.Counts.Added(Table, "", "", ConfigState.New);
        return session.First(
            $"""
            INSERT INTO storage_configs (type, url, credentials, state, date_created)
            VALUES (?1, ?2, ?3, ?4, ?5) RETURNING {Columns}
            """,
            Read, type, url, credentials, ConfigState.New, session.Now())!;
    }

    public static StorageConfigRow Change(Session session, StorageConfigRow before, StorageConfigRow config)
    {
        session.Counts.Moved(Table, "", "", before.State, config.State);
        return session.First(
            $"""
            UPDATE storage_configs SET type = ?1, url = ?2, credentials = ?3, state = ?4, revision = revision + 1
            WHERE id = ?5 RETURNING {Columns}
            """,
            Read, config.Type, config.Url, config.Credentials, config.State, before.Id)!;
    }

    /// <inheritdoc cref="ConfigTables.Judge"/>
    public static void Judge(Session session, TaskRow task, bool valid) => ConfigTables.Judge(session, Table, task, valid);

    public static void Delete(Session session, StorageConfigRow config) =>
        ConfigTables.Delete(session, Table, "storage_config", config.Id, config.State);

    private static StorageConfigRow Read(Statement row) => new(
        row.Number(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Text(4), row.Number(5), row.Number(6));
}
