using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Begins and ends tasks, with the events about them, inside the transaction of whatever makes them.</summary>
internal sealed class TaskLog(EventLog events, WholeRows rows)
{
    /// <summary>Adds a task that waits to be worked on.</summary>
    public static Row Add(Session session, Dictionary<string, object?> values)
    {
        values["state"] = State.Pending;
        return Rows.Add(session, Resources.Task, values);
    }

    /// <summary>Shows that a task is under way; does nothing to one that has ended in the meantime.</summary>
    public static void Start(Session session, long taskId, long started)
    {
        if (Rows.Find(session, Resources.Task, taskId) is { State: State.Pending } task)
        {
            Rows.Change(session, task, new() { ["state"] = State.Processing, ["date_started"] = started });
        }
    }

    /// <param name="session">The writer's.</param>
    /// <param name="task">The task that ends.</param>
    /// <param name="error">Why it failed; null when it didn't.</param>
    /// <param name="started">When it began, if it wasn't shown.</param>
    /// <returns>The task as it is now; <see cref="Tell"/> makes its event.</returns>
    public static Row End(Session session, Row task, string? error, long started) => Rows.Change(session, task, new()
    {
        ["state"] = error is null ? State.Succeeded : State.Failed,
        ["error"] = error,
        ["date_started"] = task["date_started"] ?? started,
        ["date_completed"] = session.Now(),
    });

    /// <summary>Makes the event about a task that was added or has ended.</summary>
    public void Tell(Session session, Row task) => events.Emit(
        session, task.Number("key"), task.Resource.Name, task.State == State.Pending ? "created" : task.State, rows.ForEvent(session, task));
}
