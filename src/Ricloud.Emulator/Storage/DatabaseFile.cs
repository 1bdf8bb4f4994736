using System;
using System.IO;
using Microsoft.Data.Sqlite;

namespace Ricloud.Emulator.Storage;

/// <summary>A data file that is this process's alone, or a database in memory.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly FileStream? _lock;

    private DatabaseFile(string? path, FileStream? @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string? Path { get; }

    public static DatabaseFile Open(string? path)
    {
        SqliteSettings.Apply();
        if (path is null)
        {
            return new DatabaseFile(null, null);
        }

        string full = Resolve(path);
        if (Directory.Exists(full))
        {
            throw new StartException($"The data file '{full}' is a folder.");
        }

        FileStream held = Lock(full);
        try
        {
            CreateIfMissing(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw new StartException($"The data file '{full}' can't be made: {e.Message}", e);
        }

        return new DatabaseFile(full, held);
    }

    public SqliteConnection OpenForWriting()
    {
        SqliteConnection connection = Connect(SqliteOpenMode.ReadWrite);
        Run(connection, Path is null
            ? "PRAGMA temp_store = MEMORY;"
            : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;");
        CreateSchema(connection);
        return connection;
    }

    public SqliteConnection OpenForReading()
    {
        SqliteConnection connection = Connect(SqliteOpenMode.ReadOnly);
        Run(connection, "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    public void Dispose() => _lock?.Dispose();

    private static string Resolve(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            FileInfo file = new(full);
            return file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (IOException e)
        {
            throw new StartException($"The data file '{full}' can't be followed to where its link points: {e.Message}", e);
        }
    }

    // The lock is the operating system's and dies with the process; the empty file it leaves means nothing.
    private static FileStream Lock(string path)
    {
        string lockPath = path + ".lock";
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        MakePrivate(options);
        try
        {
            return new FileStream(lockPath, options);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new StartException($"The folder of the data file '{path}' doesn't exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"The data file '{path}' can't be locked: {e.Message}", e);
        }
        catch (IOException e) when (File.Exists(lockPath))
        {
            throw new StartException(
                $"The data file '{path}' is in use by another ricloud-emulator. Stop that one, or give another --data.", e);
        }
        catch (IOException e)
        {
            throw new StartException($"The data file '{path}' can't be locked: {e.Message}", e);
        }
    }

    // SQLite gives the files beside it (-wal, -shm) the mode that this one has.
    private static void CreateIfMissing(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        MakePrivate(options);
        new FileStream(path, options).Dispose();
    }

    private static void MakePrivate(FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
    }

    private void CreateSchema(SqliteConnection connection)
    {
        long application = Ask(connection, "PRAGMA application_id");
        long version = Ask(connection, "PRAGMA user_version");
        if (application == Schema.ApplicationId && version == Schema.Version)
        {
            return;
        }

        if (application == Schema.ApplicationId)
        {
            throw new StartException($"The data file '{Path}' is of version {version}, and this emulator reads version {Schema.Version}.");
        }

        if (application != 0 || Ask(connection, "SELECT COUNT(*) FROM sqlite_schema") > 0)
        {
            throw new StartException($"The data file '{Path}' is a SQLite database of something else. Give another --data.");
        }

        Run(connection, $"BEGIN IMMEDIATE; {Schema.Create} PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version}; COMMIT;");
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Put together from constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        SqliteConnectionStringBuilder text = Path is null
            ? new() { DataSource = ":memory:", Pooling = false }
            : new() { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        SqliteConnection connection = new(text.ToString());
        connection.Open();
        return connection;
    }
}
