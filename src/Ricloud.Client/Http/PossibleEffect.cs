namespace Ricloud.Http;

/// <summary>What a failed request may have done all the same. See docs/design/exactly-once.md.</summary>
internal enum PossibleEffect
{
    /// <summary>Nothing: it never reached the server whole, or the server refused it.</summary>
    None,

    /// <summary>It was sent, and whatever became of it has become of it by now.</summary>
    Settled,

    /// <summary>It was sent, and the server may be at it still.</summary>
    Ongoing,
}
