using Microsoft.Data.Sqlite;

namespace Ricloud.Benchmarks.Processes;

/// <summary>Puts configs into a data file that no emulator has open: a million creates would take minutes.</summary>
internal static class EmulatorFill
{
    public static void AddConfigs(string data, int count)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = data, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            BEGIN;
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $count)
            INSERT INTO webhook_configs (url, secret, state, date_created)
                SELECT 'https://receiver.example.com/hooks/' || n, 'SAQGE894SOLjfhQqV4h1ZkU81lQMOeLnY3DLTlQbKcj', 'valid', 1538413474154530 + n FROM numbers;
            INSERT INTO counts (resource, type, action, state, rows) VALUES ('webhook_configs', '', '', 'valid', $count)
                ON CONFLICT DO UPDATE SET rows = rows + $count;
            COMMIT;
            """;
        command.Parameters.AddWithValue("$count", count);
        command.ExecuteNonQuery();
    }
}
