using System.Globalization;

namespace Ricloud.Receiving;

/// <summary>How many requests a receiver has had, by what became of them. A snapshot; each request counts once.</summary>
internal sealed class ReceiverStatistics(IReadOnlyDictionary<ReceiverOutcome, long> counts)
{
    private readonly IReadOnlyDictionary<ReceiverOutcome, long> _counts = counts;

    /// <summary>Requests whose outcome is known.</summary>
    public long Requests => _counts.Values.Sum();

    /// <summary>Requests with this outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public long this[ReceiverOutcome outcome] => _counts.TryGetValue(outcome, out var count) ? count : 0;

    /// <summary>Lists the outcomes that occurred.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Requests == 0
        ? "no requests"
        : string.Join(", ", Enum.GetValues(typeof(ReceiverOutcome)).Cast<ReceiverOutcome>().Where(outcome => this[outcome] > 0)
            .Select(outcome => string.Format(CultureInfo.InvariantCulture, "{0} {1}", this[outcome], outcome)));
}
