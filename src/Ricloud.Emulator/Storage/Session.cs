using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// One connection and its prepared statements, used by one thread at a time. Parameters are <c>?1</c>,
/// <c>?2</c>, … in the order given; nothing else of a request reaches a statement.
/// </summary>
internal sealed class Session : IDisposable
{
    private const int MillisecondsToWaitForLock = 30_000;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _remembered = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;
    private readonly Clock _clock;
    private long _rememberedVersion;

    public Session(SqliteConnection connection, Clock clock)
    {
        _connection = connection;
        _clock = clock;
        Counts = new Counts(this);
        raw.sqlite3_busy_timeout(connection.Handle, MillisecondsToWaitForLock);
    }

    /// <summary>The writer's record of how many rows of each kind its transaction adds or takes away.</summary>
    public Counts Counts { get; }

    /// <summary>
    /// Microseconds since 1970 for what is written now. Never less than an earlier answer, so that
    /// a list's order by id is also its order by date.
    /// </summary>
    public long Now() => _clock.Next();

    /// <summary>The time, for what is only read.</summary>
    public long Time() => _clock.Now();

    public void Execute(string sql, params ReadOnlySpan<object?> arguments) => Run(sql, arguments, s => s.Step());

    /// <summary>The number in the first column of the first row; null when there is none or it is NULL.</summary>
    public long? NumberOrNull(string sql, params ReadOnlySpan<object?> arguments) =>
        Run(sql, arguments, s => s.Step() ? s.NumberOrNull(0) : null);

    /// <summary>As <see cref="NumberOrNull"/>, but 0 for none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> arguments) => NumberOrNull(sql, arguments) ?? 0;

    /// <summary>The first row; null when there is none.</summary>
    public T? First<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<object?> arguments)
        where T : class =>
        Run(sql, arguments, s => s.Step() ? read(s) : null);

    public List<T> All<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<object?> arguments) =>
        Run(sql, arguments, s =>
        {
            List<T> rows = [];
            while (s.Step())
            {
                rows.Add(read(s));
            }

            return rows;
        });

    /// <summary>A number that is costly to count, counted again only when the database has changed.</summary>
    public long Remembered(string what, Func<long> count)
    {
        // The first tells of other connections' changes, the second of this one's.
        var version = Number("PRAGMA data_version") + Number("SELECT total_changes()");
        if (version != _rememberedVersion)
        {
            _remembered.Clear();
            _rememberedVersion = version;
        }

        if (!_remembered.TryGetValue(what, out var number))
        {
            number = count();
            _remembered[what] = number;
        }

        return number;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private T Run<T>(string sql, ReadOnlySpan<object?> arguments, Func<Statement, T> use)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new Statement(_connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        statement.Bind(arguments);
        try
        {
            return use(statement);
        }
        finally
        {
            statement.Reset();
        }
    }
}
