using System.Collections.Generic;
using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The tasks in the store.</summary>
internal static class Tasks
{
    private const string Columns =
        "id, key, type, target, revision, state, error, date_created, date_started, date_completed";

    public static readonly ListSource<TaskRow> List = new()
    {
        Table = "tasks",
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static TaskRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM tasks WHERE id = $1", Read, id);

    public static TaskRow Add(Session session, long key, string type, long target, long revision) =>
        session.First(
            $"""
            INSERT INTO tasks (key, type, target, revision, state, date_created)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING {Columns}
            """,
            Read, key, type, target, revision, TaskState.Pending, session.Now())!;

    /// <summary>Does nothing to a task that has ended in the meantime.</summary>
    public static bool Start(Session session, long id, long started) =>
        session.Execute(
            "UPDATE tasks SET state = $1, date_started = $2 WHERE id = $3 AND state = $4",
            TaskState.Processing, started, id, TaskState.Pending) > 0;

    public static TaskRow Finish(Session session, long id, string? error, long started) =>
        session.First(
            $"""
            UPDATE tasks SET state = $1, error = $2, date_started = COALESCE(date_started, $3), date_completed = $4
            WHERE id = $5 RETURNING {Columns}
            """,
            Read, error is null ? TaskState.Succeeded : TaskState.Failed, error, started, session.Now(), id)!;

    /// <summary>Those of a type that an earlier process left behind.</summary>
    public static List<long> Unfinished(Session session, string type) =>
        session.All(
            "SELECT id FROM tasks WHERE state IN ('pending', 'processing') AND type = $1 ORDER BY id",
            row => row.GetInt64(0), type);

    private static TaskRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5),
        row.TextOrNull(6), row.GetInt64(7), row.NumberOrNull(8), row.NumberOrNull(9));
}
