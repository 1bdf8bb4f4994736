using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The organisation's keys in the store.</summary>
internal static class Keys
{
    private const string Table = "keys";
    private const string Columns = "id, type, token, webhook_config, storage_config, state, date_created";
    private const string StandardType = "standard";

    public static readonly ListSource<KeyRow> List = new()
    {
        Table = Table,
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static KeyRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM keys WHERE id = ?1", Read, id);

    public static KeyRow? FindByToken(Session session, string token) =>
        session.First($"SELECT {Columns} FROM keys WHERE token = ?1", Read, token);

    public static KeyRow? First(Session session) =>
        session.First($"SELECT {Columns} FROM keys ORDER BY id LIMIT 1", Read);

    public static List<KeyRow> All(Session session) => session.All($"SELECT {Columns} FROM keys", Read);

    public static KeyRow Add(Session session, string token, long? webhookConfig, long? storageConfig)
    {
        session.Counts.Added(Table, StandardType, "", KeyState.Active);
        return session.First(
            $"""
            INSERT INTO keys (type, token, webhook_config, storage_config, state, date_created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING {Columns}
            """,
            Read, StandardType, token, webhookConfig, storageConfig, KeyState.Active, session.Now())!;
    }

    public static KeyRow Change(Session session, KeyRow key)
    {
        session.Counts.Moved(Table, key.Type, "", Find(session, key.Id)!.State, key.State);
        return session.First(
            $"""
            UPDATE keys SET token = ?1, webhook_config = ?2, storage_config = ?3, state = ?4
            WHERE id = ?5 RETURNING {Columns}
            """,
            Read, key.Token, key.WebhookConfig, key.StorageConfig, key.State, key.Id)!;
    }

    private static KeyRow Read(Statement row) => new(
        row.Number(0), row.Text(1), row.Text(2), row.NumberOrNull(3), row.NumberOrNull(4),
        row.Text(5), row.Number(6));
}
