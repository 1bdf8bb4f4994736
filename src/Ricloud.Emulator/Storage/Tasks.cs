using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>The tasks in the store.</summary>
internal static class Tasks
{
    private const string Table = "tasks";
    private const string Columns =
        "id, key, type, target, revision, state, error, date_created, date_started, date_completed";

    public static readonly ListSource<TaskRow> List = new()
    {
        Table = Table,
        Columns = Columns,
        Key = "id",
        Read = Read,
    };

    public static TaskRow? Find(Session session, long id) =>
        session.First($"SELECT {Columns} FROM tasks WHERE id = ?1", Read, id);

    public static TaskRow Add(Session session, long key, string type, long target, long revision)
    {
        session.Counts.Added(Table, type, "", TaskState.Pending);
        return session.First(
            $"""
            INSERT INTO {Table} (key, type, target, revision, state, date_created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING {Columns}
            """,
            Read, key, type, target, revision, TaskState.Pending, session.Now())!;
    }

    /// <summary>Does nothing to a task that has ended in the meantime.</summary>
    public static void Start(Session session, long id, long started)
    {
        if (Find(session, id) is { State: TaskState.Pending } task)
        {
            session.Counts.Moved(Table, task.Type, "", task.State, TaskState.Processing);
            session.Execute($"UPDATE {Table} SET state = ?1, date_started = ?2 WHERE id = ?3", TaskState.Processing, started, id);
        }
    }

    public static TaskRow Finish(Session session, long id, string? error, long started)
    {
        var before = Find(session, id)!;
        var task = before with
        {
            State = error is null ? TaskState.Succeeded : TaskState.Failed,
            Error = error,
            DateStarted = before.DateStarted ?? started,
            DateCompleted = session.Now(),
        };
        session.Counts.Moved(Table, task.Type, "", before.State, task.State);
        session.Execute(
            $"UPDATE {Table} SET state = ?1, error = ?2, date_started = ?3, date_completed = ?4 WHERE id = ?5",
            task.State, error, task.DateStarted, task.DateCompleted, id);
        return task;
    }

    /// <summary>Those of a type that an earlier process left behind.</summary>
    public static List<long> Unfinished(Session session, string type) =>
        session.All(
            "SELECT id FROM tasks WHERE state IN ('pending', 'processing') AND type = ?1 ORDER BY id",
            row => row.Number(0), type);

    private static TaskRow Read(Statement row) => new(
        row.Number(0), row.Number(1), row.Text(2), row.Number(3), row.Number(4), row.Text(5),
        row.TextOrNull(6), row.Number(7), row.NumberOrNull(8), row.NumberOrNull(9));
}
