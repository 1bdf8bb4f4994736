using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// One connection and its prepared statements, used by one thread at a time. Parameters are <c>$1</c>,
/// <c>$2</c>, … in the order given; nothing else reaches a statement.
/// </summary>
internal sealed class Session(SqliteConnection connection, Clock clock) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    /// <summary>
    /// Microseconds since 1970 for what is written now. Never less than an earlier answer, so that
    /// a list's order by id is also its order by date.
    /// </summary>
    public long Now() => clock.Next();

    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Bind(sql, arguments).ExecuteNonQuery();

    /// <summary>The first column of the first row; null when there is none or it is NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments)
    {
        object? value = Bind(sql, arguments).ExecuteScalar();
        return value is DBNull ? null : value;
    }

    public long Number(string sql, params ReadOnlySpan<object?> arguments) => (long)(Scalar(sql, arguments) ?? 0L);

    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> arguments)
        where T : class
    {
        using SqliteDataReader reader = Bind(sql, arguments).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> arguments)
    {
        using SqliteDataReader reader = Bind(sql, arguments).ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (SqliteCommand statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_statements.TryGetValue(sql, out SqliteCommand? statement))
        {
            statement = Prepare(sql, arguments.Length);
            _statements.Add(sql, statement);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            statement.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        }

        return statement;
    }

    private SqliteCommand Prepare(string sql, int parameterCount)
    {
        SqliteCommand statement = connection.CreateCommand();
#pragma warning disable CA2100 // Every text here is a constant or is put together from constants.
        statement.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 1; i <= parameterCount; i++)
        {
            statement.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        return statement;
    }
}
