namespace Ricloud.Emulator.Inspection;

/// <summary>Deliveries a minute by outcome, and how long they took, over the last hour.</summary>
internal sealed class Picture
{
    public const int Minutes = 60;
    private const long Minute = 60_000_000;

    /// <summary>The upper ends, in milliseconds, of the buckets that durations fall into; there is one more beyond.</summary>
    public static readonly double[] Bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000];

    private readonly Lock _gate = new();
    private readonly Slot[] _slots = [.. Enumerable.Range(0, Minutes).Select(_ => new Slot())];

    public void Add(long at, string outcome, TimeSpan duration)
    {
        var minute = at / Minute;
        var bucket = Array.FindIndex(Bounds, bound => duration.TotalMilliseconds <= bound);
        lock (_gate)
        {
            var slot = _slots[minute % Minutes];
            if (slot.Minute != minute)
            {
                slot.Begin(minute);
            }

            slot.Outcomes[outcome] = slot.Outcomes.GetValueOrDefault(outcome) + 1;
            slot.Durations[bucket < 0 ? Bounds.Length : bucket]++;
        }
    }

    /// <summary>Each minute that had any, the oldest first: when it began in microseconds since 1970, and its counts.</summary>
    public IReadOnlyList<(long Begins, IReadOnlyDictionary<string, long> Outcomes, long[] Durations)> Read(long now)
    {
        var current = now / Minute;
        lock (_gate)
        {
            return [.. _slots.Where(slot => slot.Minute > current - Minutes && slot.Minute <= current).OrderBy(slot => slot.Minute)
                .Select(slot => (slot.Minute * Minute, (IReadOnlyDictionary<string, long>)new Dictionary<string, long>(slot.Outcomes), slot.Durations.ToArray()))];
        }
    }

    private sealed class Slot
    {
        public long Minute { get; private set; } = -1;

        public Dictionary<string, long> Outcomes { get; } = new(StringComparer.Ordinal);

        public long[] Durations { get; } = new long[Bounds.Length + 1];

        public void Begin(long minute)
        {
            Minute = minute;
            Outcomes.Clear();
            Array.Clear(Durations);
        }
    }
}
