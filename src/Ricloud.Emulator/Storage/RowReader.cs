using Microsoft.Data.Sqlite;

namespace Ricloud.Emulator.Storage;

internal static class RowReader
{
    public static long? NumberOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static string? TextOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
