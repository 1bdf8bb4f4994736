using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// Everything the emulator keeps. Writes go through one <see cref="WriteQueue"/>; reads of a file have
/// connections of their own, and in memory they share the writer's under a lock.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly Clock _clock;
    private readonly Session _writer;
    private readonly WriteQueue _writes;
    private readonly Lock _writerConnection = new();
    private readonly ConcurrentBag<Session> _readers = [];

    private Database(DatabaseFile file, Clock clock)
    {
        _file = file;
        _clock = clock;
        _writer = new Session(file.OpenForWriting(), clock);
        clock.StartAfter(LastDate(_writer));
        _writes = new WriteQueue(_writer, _writerConnection);
    }

    /// <summary>The full path of the data file; null in memory.</summary>
    public string? Path => _file.Path;

    public Clock Clock => _clock;

    /// <summary>Whether many requests wait for their writes just now.</summary>
    public bool IsPressed => _writes.IsPressed;

    /// <exception cref="StartException">The file is in use, can't be made, or isn't this emulator's.</exception>
    public static Database Open(string? path, TimeProvider time)
    {
        var file = DatabaseFile.Open(path);
        try
        {
            return new Database(file, new Clock(time));
        }
        catch (SqliteException e)
        {
            file.Dispose();
            throw new StartException($"'{path}' can't be used as a data file: {e.Message}", e);
        }
        catch (StartException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Runs a change. The task ends when it is as durable as the store is.</summary>
    public Task<T> WriteAsync<T>(Func<Session, T> change) => _writes.Add(change, urgent: true);

    /// <summary>As <see cref="WriteAsync"/>, for what nobody's request waits for.</summary>
    public Task<T> WriteLaterAsync<T>(Func<Session, T> change) => _writes.Add(change, urgent: false);

    public T Read<T>(Func<Session, T> query)
    {
        if (_file.Path is null)
        {
            lock (_writerConnection)
            {
                return query(_writer);
            }
        }

        if (!_readers.TryTake(out var reader))
        {
            reader = new Session(_file.OpenForReading(), _clock);
        }

        try
        {
            return query(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>As <see cref="Read"/>, for what takes several statements that must see the same moment.</summary>
    public T ReadAtOnce<T>(Func<Session, T> query) => _file.Path is null ? Read(query) : Read(session =>
    {
        session.Execute("BEGIN");
        try
        {
            return query(session);
        }
        finally
        {
            session.Execute("ROLLBACK");
        }
    });

    public void Dispose()
    {
        _writes.Dispose();
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        _writer.Dispose();
        _file.Dispose();
    }

    private static long LastDate(Session session) => Resources.All.Max(resource =>
        session.Number($"SELECT date_created FROM {resource.Table} ORDER BY {resource.Key} DESC LIMIT 1"));
}
