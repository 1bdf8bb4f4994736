using System.IO;
using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;
using SQLitePCL;

namespace Ricloud.Emulator.Storage;

/// <summary>A data file that is this process's alone, or a database in memory.</summary>
internal sealed class DatabaseFile : IDisposable
{
    /// <summary>Far behind the bytes that SQLite itself locks.</summary>
    private const long LockedByte = 1L << 62;

    private readonly FileStream? _nameLock;
    private readonly FileStream? _fileLock;

    private DatabaseFile(string? path, FileStream? nameLock, FileStream? fileLock)
    {
        Path = path;
        _nameLock = nameLock;
        _fileLock = fileLock;
    }

    public string? Path { get; }

    public static DatabaseFile Open(string? path)
    {
        ConfigureSqlite();
        if (path is null)
        {
            return new DatabaseFile(null, null, null);
        }

        var full = Resolve(path);
        if (Directory.Exists(full))
        {
            throw new StartException($"The data file '{full}' is a folder.");
        }

        // The name, since SQLite keeps files beside it by name; and the file, which may have several names.
        var nameLock = LockName(full);
        try
        {
            return new DatabaseFile(full, nameLock, LockFile(full));
        }
        catch (StartException)
        {
            nameLock.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForWriting()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite);
        Run(connection, Path is null
            ? "PRAGMA temp_store = MEMORY;"
            : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;");
        CreateSchema(connection);
        return connection;
    }

    public SqliteConnection OpenForReading()
    {
        var connection = Connect(SqliteOpenMode.ReadOnly);
        Run(connection, "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    /// <summary>Last, once SQLite has closed the file: closing it anywhere in a process takes SQLite's own locks away.</summary>
    public void Dispose()
    {
        _fileLock?.Dispose();
        _nameLock?.Dispose();
    }

    // A connection is used by one thread at a time, and nobody asks how much memory SQLite has: without
    // the locks for both, writing takes a fifth less time.
    private static void ConfigureSqlite()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private static string Resolve(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            var file = new FileInfo(full);
            return file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (IOException e)
        {
            throw new StartException($"The data file '{full}' can't be followed to where its link points: {e.Message}", e);
        }
    }

    // The lock is the operating system's and dies with the process; the empty file it leaves means nothing.
    private static FileStream LockName(string path)
    {
        var lockPath = path + ".lock";
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
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
            throw InUse(path, e);
        }
        catch (IOException e)
        {
            throw new StartException($"The data file '{path}' can't be locked: {e.Message}", e);
        }
    }

    // SQLite gives the files beside it (-wal, -shm) the mode that this one has.
    private static FileStream LockFile(string path)
    {
        // Beyond Windows no share at all is a lock that only those meet who ask for one, and SQLite doesn't ask.
        var isWindows = OperatingSystem.IsWindows();
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = isWindows ? FileShare.ReadWrite : FileShare.None };
        MakePrivate(options);
        var wasThere = File.Exists(path);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, options);
            if (OperatingSystem.IsWindows())
            {
                file.Lock(LockedByte, 1);
            }

            return file;
        }
        catch (IOException e) when (wasThere)
        {
            file?.Dispose();
            throw InUse(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data file '{path}' can't be made: {e.Message}", e);
        }
    }

    private static StartException InUse(string path, IOException e) =>
        new($"The data file '{path}' is in use by another ricloud-emulator. Stop that one, or give another --data.", e);

    private static void MakePrivate(FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
    }

    private void CreateSchema(SqliteConnection connection)
    {
        var application = Ask(connection, "PRAGMA application_id");
        var version = Ask(connection, "PRAGMA user_version");
        if (application == Schema.ApplicationId && version == Schema.Version)
        {
            return;
        }

        if (application == Schema.ApplicationId && version == 1)
        {
            Run(connection, $"BEGIN IMMEDIATE; {Schema.Upgrade(resource => ColumnsOf(connection, resource))} PRAGMA user_version = {Schema.Version}; COMMIT;");
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

    private static List<string> ColumnsOf(SqliteConnection connection, Resource resource)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", resource.Table);
        using var columns = command.ExecuteReader();
        List<string> names = [];
        while (columns.Read())
        {
            names.Add(columns.GetString(0));
        }

        return names;
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
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
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }
}
