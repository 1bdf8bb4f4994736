using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>Counts the events of one webhook config, which come newest first; none of them is kept.</summary>
internal sealed class HealthTally
{
    private DateTimeOffset? _newest;
    private DateTimeOffset? _oldest;

    public int Delivered { get; private set; }

    public int Failed { get; private set; }

    public int Pending { get; private set; }

    public DateTime? LastDelivered { get; private set; }

    public DateTime? OldestPending { get; private set; }

    /// <summary>When the newest was made that nobody has taken.</summary>
    public DateTime? LastFailed { get; private set; }

    /// <summary>The longest time between two of them.</summary>
    public TimeSpan? LongestPause { get; private set; }

    public int Events => Delivered + Failed + Pending;

    public void Add(RicloudEvent occurrence)
    {
        switch (occurrence.State)
        {
            case RicloudEventState.Delivered:
                Delivered++;
                LastDelivered = Later(LastDelivered, occurrence.DateDelivered ?? occurrence.DateCreated);
                break;
            case RicloudEventState.Failed:
                Failed++;
                LastFailed = Later(LastFailed, occurrence.DateCreated);
                break;
            default:
                Pending++;
                OldestPending = occurrence.DateCreated ?? OldestPending;
                break;
        }

        if (IsoDate.Moment(occurrence.DateCreated) is not { } made)
        {
            return;
        }

        if (_oldest - made is { } pause && (LongestPause is null || pause > LongestPause))
        {
            LongestPause = pause;
        }

        _newest ??= made;
        _oldest = made;
    }

    /// <summary>How long there has been none.</summary>
    public TimeSpan? SilentFor(DateTimeOffset now) => now - _newest is { } silence ? (silence > TimeSpan.Zero ? silence : TimeSpan.Zero) : null;

    private static DateTime? Later(DateTime? one, DateTime? other) => one is null || other > one ? other : one;
}
