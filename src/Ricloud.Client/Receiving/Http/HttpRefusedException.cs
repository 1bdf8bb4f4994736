namespace Ricloud.Receiving;

/// <summary>A request that isn't served: the status to answer, how it counts, and why.</summary>
internal sealed class HttpRefusedException(int status, ReceiverOutcome outcome, string reason) : Exception(reason)
{
    public int Status { get; } = status;

    public ReceiverOutcome Outcome { get; } = outcome;

    /// <summary>The methods that the path has, when it is the method that is refused.</summary>
    public string? Allow { get; init; }

    public static HttpRefusedException Malformed(string reason) => new(400, ReceiverOutcome.Malformed, reason);
}
