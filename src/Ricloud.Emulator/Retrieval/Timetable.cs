using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Retrieval;

/// <summary>
/// Moves sessions, polls and subscriptions on: does what is due of <see cref="Steps"/>, each in a transaction of its own, so
/// that one that fails holds no other up. What is planned stays in the database, and goes on after a crash.
/// </summary>
internal sealed class Timetable : IAsyncDisposable
{
    private const int MostAtOnce = 256;
    private static readonly TimeSpan UntilNextAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Wake _wake = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Database _database;
    private readonly TaskWaits _ended;
    private readonly Action _wakeDispatcher;
    private readonly TimeProvider _time;
    private readonly Action<string> _log;
    private Task _loop = Task.CompletedTask;

    public Timetable(Database database, EventLog events, TaskLog tasks, WholeRows rows, WorkTimes times, TaskWaits ended, Action wakeDispatcher, TimeProvider time, Action<string> log)
    {
        _database = database;
        _ended = ended;
        _wakeDispatcher = wakeDispatcher;
        _time = time;
        _log = log;
        Sessions = new SessionLife(events, tasks, rows, times);
        Polls = new PollLife(events, tasks, rows, times);
        Subscriptions = new SubscriptionLife(Polls, times);
    }

    public SessionLife Sessions { get; }

    public PollLife Polls { get; }

    public SubscriptionLife Subscriptions { get; }

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Called after a commit that may have planned something, or ended a task.</summary>
    public void Wake(Row? task = null)
    {
        if (task is not null && task["date_completed"] is not null)
        {
            _ended.Happened(task.Id);
        }

        _wakeDispatcher();
        _wake.Now();
    }

    /// <summary>Ends when what is being written is written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await DoDueAsync().ConfigureAwait(false);
                var untilNext = _database.Read(Steps.NextDue) is { } due ? TimeSpan.FromMicroseconds(due - _database.Clock.Now()) : LongestSleep;
                if (untilNext > TimeSpan.Zero)
                {
                    await _wake.WaitAsync(untilNext < LongestSleep ? untilNext : LongestSleep, _time, _stopping.Token).ConfigureAwait(false);
                }

                _stopping.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
    }

    private async Task DoDueAsync()
    {
        var due = _database.Read(session => Steps.Due(session, _database.Clock.Now(), MostAtOnce));
        if (due.Count == 0)
        {
            return;
        }

        await Task.WhenAll(due.Select(DoAsync)).ConfigureAwait(false);
        _wakeDispatcher();
    }

    private async Task DoAsync(Step step)
    {
        try
        {
            if (await _database.WriteLaterAsync(session => Do(session, step)).ConfigureAwait(false) is { } task)
            {
                _ended.Happened(task);
            }
        }
        catch (SqliteException e)
        {
            _log($"What happens next to {step.Resource.Title} {step.Id} can't be written, so it is tried again: {e.Message}");
            await Task.Delay(UntilNextAfterFailure, _time, _stopping.Token).ConfigureAwait(false);
        }
    }

    private long? Do(Session session, Step step)
    {
        Steps.Forget(session, step.Resource, step.Id);
        var row = Rows.Find(session, step.Resource, step.Id)!;
        switch (step.Resource.Name)
        {
            case "session":
                return Sessions.Step(session, row);
            case "poll":
                Polls.Step(session, row);
                break;
            default:
                Subscriptions.Step(session, row);
                break;
        }

        return null;
    }
}
