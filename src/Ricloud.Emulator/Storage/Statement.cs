using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// A prepared statement and, while it runs, its current row. It goes to SQLite without ADO.NET between,
/// whose parameters are looked up by name at every run; that was half the time of a small statement.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void Bind(ReadOnlySpan<object?> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            Check(arguments[i] switch
            {
                null => raw.sqlite3_bind_null(_statement, i + 1),
                long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                string text => raw.sqlite3_bind_text(_statement, i + 1, Encoding.UTF8.GetBytes(text).AsSpan()),
                object other => throw new ArgumentException($"{other.GetType()} can't be stored.", nameof(arguments)),
            });
        }
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return false;
    }

    /// <summary>Ends a run. Its failure, if any, was thrown by <see cref="Step"/> already.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? NumberOrNull(int column) => Number(column) is var number && (number != 0 || !IsNull(column)) ? number : null;

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public string? TextOrNull(int column) => Text(column) is { } text && (text.Length > 0 || !IsNull(column)) ? text : null;

    /// <summary>A number or a text, as it was stored.</summary>
    public object? NumberOrText(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_TEXT ? Text(column) : NumberOrNull(column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }
}
