namespace Ricloud.Changes;

/// <summary>What was known to exist before a request went out. Whatever that request makes is listed before all of it.</summary>
internal sealed class Baseline(long moment, bool isEmpty, DateTimeOffset? newest)
{
    /// <summary>Ids that were learned up to this moment exist since before the request.</summary>
    public long Moment { get; } = moment;

    /// <summary>Whether there was nothing in the list at all.</summary>
    public bool IsEmpty { get; } = isEmpty;

    /// <summary>When the newest of them was made, by the server's clock.</summary>
    public DateTimeOffset? Newest { get; } = newest;

    /// <summary>Why nothing is known: the API won't show the list, so that nothing can be looked for either.</summary>
    public RicloudException? Blindness { get; init; }
}
