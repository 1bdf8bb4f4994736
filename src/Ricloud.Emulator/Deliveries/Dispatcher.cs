using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>
/// Takes what is due from the backlog and delivers it, a bounded number at once, and of one receiver never
/// so many that the others would wait. While many requests wait for the database it holds back, since a
/// delivery may lag and an answer may not. The backlog stays in the database, so that neither a million
/// deliveries nor the end of the process is a matter of memory.
/// </summary>
internal sealed class Dispatcher(Database database, DeliveryRunner runner, TimeProvider time, Action<string> log) : IAsyncDisposable
{
    private const int MaximumInFlight = 512;
    private const int MaximumPerLane = 32;
    private const int MaximumStartedWhilePressed = 4;
    private static readonly TimeSpan PauseWhilePressed = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan UntilNextAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Lane> _lanes = [];
    private readonly Wake _wake = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _inFlight;
    private int _startsLeft;
    private int _startsPerLane;
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Called after a commit that may have made something due.</summary>
    public void Wake() => _wake.Now();

    /// <summary>Stops without waiting for receivers; what is under way is delivered again at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        while (Volatile.Read(ref _inFlight) > 0)
        {
            await _wake.WaitAsync(LongestSleep, time, CancellationToken.None).ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var isPressed = database.IsPressed;
                var sleep = StartDue(isPressed);
                if (isPressed)
                {
                    // What presses takes real time, whatever the time provider says.
                    await Task.Delay(PauseWhilePressed, _stopping.Token).ConfigureAwait(false);
                    continue;
                }

                await _wake.WaitAsync(sleep, time, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
    }

    /// <summary>Starts what is due. While requests press it is little, one of a receiver, and of another few receivers each time.</summary>
    private TimeSpan StartDue(bool isPressed)
    {
        var now = database.Clock.Now();
        var (due, next) = database.Read(session => (
            DeliveryBacklog.DueLanes(session, now, 2 * MaximumInFlight), DeliveryBacklog.NextDue(session, now)));
        _startsLeft = isPressed ? MaximumStartedWhilePressed : MaximumInFlight;
        _startsPerLane = isPressed ? 1 : MaximumPerLane;
        if (isPressed)
        {
            Random.Shared.Shuffle(CollectionsMarshal.AsSpan(due));
        }

        foreach (var id in due)
        {
            StartLane(id, now);
        }

        var untilNext = next is { } moment ? TimeSpan.FromMicroseconds(moment - now) : LongestSleep;
        return untilNext < LongestSleep ? untilNext : LongestSleep;
    }

    private void StartLane(long id, long now)
    {
        lock (_gate)
        {
            var lane = _lanes.GetValueOrDefault(id);
            var inLane = lane?.InFlight.Count ?? 0;
            var room = Math.Min(
                Math.Min(MaximumPerLane - inLane, _startsPerLane), Math.Min(MaximumInFlight - _inFlight, _startsLeft));
            if (room <= 0 || lane is { IsGoingToRest: true })
            {
                return;
            }

            var due = database.Read(session => DeliveryBacklog.Due(session, id, now, inLane + room));
            lane ??= _lanes[id] = new Lane(id);
            foreach (var delivery in due.Where(d => !lane.InFlight.Contains(d.Event)).Take(room))
            {
                lane.InFlight.Add(delivery.Event);
                _inFlight++;
                _startsLeft--;
                _ = DeliverAsync(lane, delivery);
            }

            if (lane.InFlight.Count == 0)
            {
                lane.IsGoingToRest = true;
                _ = RestAsync(lane);
            }
        }
    }

    private async Task DeliverAsync(Lane lane, DeliveryRow delivery)
    {
        // Off this thread at once: the loop has other receivers to serve.
        await Task.Yield();
        try
        {
            await runner.RunAsync(delivery, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The emulator stops; the delivery stays in the backlog.
        }
        catch (SqliteException e)
        {
            log($"The outcome of a delivery can't be written, so it will be made again: {e.Message}");
            await Task.Delay(UntilNextAfterFailure, time).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                lane.InFlight.Remove(delivery.Event);
                _inFlight--;
            }

            Wake();
        }
    }

    private async Task RestAsync(Lane lane)
    {
        await Task.Yield();
        try
        {
            await database.WriteLaterAsync(session =>
            {
                DeliveryBacklog.Rest(session, lane.Id);
                return true;
            }).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _lanes.Remove(lane.Id);
            }

            Wake();
        }
    }

    /// <summary>What is under way to one receiver.</summary>
    private sealed class Lane(long id)
    {
        public long Id { get; } = id;

        /// <summary>The numbers of the events under way.</summary>
        public HashSet<long> InFlight { get; } = [];

        /// <summary>Nothing was due, and the store is being told so.</summary>
        public bool IsGoingToRest { get; set; }
    }
}
