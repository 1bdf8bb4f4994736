namespace Ricloud.Receiving;

/// <summary>What one sender may cost a receiver: bytes, seconds and connections.</summary>
internal sealed class ReceiverLimits
{
    /// <summary>The limits a receiver has unless told otherwise.</summary>
    public static ReceiverLimits Default { get; } = new();

    /// <summary>Bytes of a request's line and headers together; beyond it the answer is 431. Default 16 KiB.</summary>
    public int HeaderBytes { get; init; } = 16 * 1024;

    /// <summary>Time from a request's first byte to the end of its headers; beyond it the answer is 408. Default 10 s.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a request's body; beyond it the answer is 413. Default 1 MiB.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Time from the end of the headers to the end of the body; beyond it the answer is 408. Default 30 s.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of all chunk extensions and trailers of one body; beyond it the answer is 400. Default 4 KiB.</summary>
    public int ChunkOverheadBytes { get; init; } = 4 * 1024;

    /// <summary>How long a connection may stay open between two requests. Default 15 s.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a sender may take to read its answer. Default 10 s.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Connections at a time. Beyond it the one that has been sending its request for longest makes room if it
    /// has had a second, an idle one at once; when there is none, the answer is 503. Default 256.
    /// </summary>
    public int Connections { get; init; } = 256;

    /// <summary>Events that may wait for the consumer; beyond it the answer is 503 with Retry-After. Default 128.</summary>
    public int QueuedEvents { get; init; } = 128;

    /// <summary>
    /// Ids of handed-over events that are remembered, so that a repeated delivery isn't emitted again. The oldest
    /// is forgotten first. Default 100,000, which takes about 20 MB and covers the default tolerance of 660 s
    /// at 150 events a second.
    /// </summary>
    public int RememberedEvents { get; init; } = 100_000;

    /// <summary>How long requests wait for a secret that isn't known yet; beyond it the answer is 503. Default 8 s.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(8);
}
