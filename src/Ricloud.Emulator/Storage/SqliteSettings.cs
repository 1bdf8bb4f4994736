using SQLitePCL;

namespace Ricloud.Emulator.Storage;

/// <summary>What must be set before SQLite does anything in this process.</summary>
internal static class SqliteSettings
{
    public static void Apply()
    {
        Batteries_V2.Init();

        // A connection is used by one thread at a time, and nobody asks how much memory SQLite has: without
        // the locks for both, writing takes a fifth less time.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
