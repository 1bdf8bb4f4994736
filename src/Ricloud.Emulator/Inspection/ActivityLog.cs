using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Inspection;

/// <summary>
/// The last things that happened, in memory, for who looks on: so many and so much that looking on for days costs no more than for an
/// hour. Whoever asks for what it has dropped is told how much that was.
/// </summary>
/// <param name="time">The time.</param>
/// <param name="isOfReceiver">Whether it is what comes to a receiver that counts, and not what is delivered.</param>
internal sealed class ActivityLog(TimeProvider time, bool isOfReceiver = false)
{
    private const int MostKept = 20_000;
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostChanges = 5000;

    private readonly Lock _gate = new();
    private readonly Activity?[] _kept = new Activity?[MostKept];
    private readonly Queue<ConfigRecord> _changes = new();
    private readonly Dictionary<long, string> _urls = [];
    private readonly Picture _picture = new();
    private TaskCompletionSource? _more;
    private long _first = 1;
    private long _last;
    private long _bytes;

    /// <summary>Tells this process from another that counts from 1, too.</summary>
    public Guid Process { get; } = Guid.NewGuid();

    /// <summary>How deliveries went in the last hour.</summary>
    public Picture Picture => _picture;

    /// <summary>Notes a delivery, or what came to a receiver.</summary>
    /// <returns>Its number.</returns>
    public long Add(DeliveryRecord delivery)
    {
        if (delivery.Kind == (isOfReceiver ? DeliveryRecord.Received : DeliveryRecord.Sent))
        {
            _picture.Add(delivery.At, delivery.Outcome, delivery.Duration);
        }

        return Add(number => new Activity(number) { Delivery = delivery });
    }

    public void Add(RequestRecord request) => Add(number => new Activity(number) { Request = request });

    /// <summary>Notes what a webhook config has become.</summary>
    /// <param name="config">The config as it is, or was.</param>
    /// <param name="reason">Why; null where its own values tell.</param>
    /// <param name="isDeleted">Whether it is gone.</param>
    public void Add(Row config, string? reason, bool isDeleted = false)
    {
        var url = config.Text("url");
        ConfigRecord record;
        lock (_gate)
        {
            reason ??= isDeleted ? "deleted"
                : !_urls.TryGetValue(config.Id, out var before) ? config.State == State.Deactivated ? "deactivated" : config.Number("revision") == 0 ? "created" : "changed"
                : before != url ? $"URL changed from {before}"
                : config.State == State.Deactivated ? "deactivated" : "set to new";
            if (isDeleted)
            {
                _urls.Remove(config.Id);
            }
            else
            {
                _urls[config.Id] = url;
            }

            record = new ConfigRecord(Now(), config.Id, url, isDeleted ? null : config.State, reason);
            _changes.Enqueue(record);
            while (_changes.Count > MostChanges)
            {
                _changes.Dequeue();
            }
        }

        Add(number => new Activity(number) { Config = record });
    }

    /// <summary>What a webhook config has been, the oldest first.</summary>
    public IReadOnlyList<ConfigRecord> HistoryOf(long config)
    {
        lock (_gate)
        {
            return [.. _changes.Where(change => change.Id == config)];
        }
    }

    /// <summary>The delivery of a number; null when it isn't kept any more, or was none.</summary>
    public DeliveryRecord? Find(long number)
    {
        lock (_gate)
        {
            return number >= _first && number <= _last ? At(number)!.Delivery : null;
        }
    }

    /// <summary>What came after a number, the oldest first, and how much of it isn't kept any more.</summary>
    public (IReadOnlyList<Activity> Found, long Dropped, Task More) After(long number, int most)
    {
        lock (_gate)
        {
            var begin = Math.Max(_first, number + 1);
            var found = new Activity[Math.Clamp(_last - begin + 1, 0, most)];
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = At(begin + i)!;
            }

            _more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (found, Math.Max(0, _first - number - 1), _more.Task);
        }
    }

    public long Now() => Clock.FromTicks(time.GetUtcNow().UtcTicks);

    private long Add(Func<long, Activity> make)
    {
        TaskCompletionSource? waiting;
        long number;
        lock (_gate)
        {
            number = _last + 1;
            var activity = make(number);
            _bytes += activity.Size;
            while (_last - _first + 1 >= MostKept || (_bytes > MostBytes && _first <= _last))
            {
                _bytes -= At(_first)!.Size;
                At(_first++) = null;
            }

            At(number) = activity;
            _last = number;
            (waiting, _more) = (_more, null);
        }

        waiting?.SetResult();
        return number;
    }

    private ref Activity? At(long number) => ref _kept[number % MostKept];
}
