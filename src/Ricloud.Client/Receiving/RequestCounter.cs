namespace Ricloud.Receiving;

/// <summary>Counts requests by outcome, from any thread.</summary>
internal sealed class RequestCounter
{
    private readonly long[] _counts = new long[Enum.GetValues(typeof(ReceiverOutcome)).Length];

    public void Add(ReceiverOutcome outcome) => _ = Interlocked.Increment(ref _counts[(int)outcome]);

    public ReceiverStatistics Snapshot()
    {
        var counts = new Dictionary<ReceiverOutcome, long>();
        for (var i = 0; i < _counts.Length; i++)
        {
            counts[(ReceiverOutcome)i] = Interlocked.Read(ref _counts[i]);
        }

        return new ReceiverStatistics(counts);
    }
}
