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

/// <summary>Reads from a failure what the request may have done.</summary>
internal static class PossibleEffects
{
    public static PossibleEffect Of(RicloudException failure)
    {
        if (failure.NotSent)
        {
            return PossibleEffect.None;
        }

        return failure.Kind switch
        {
            RicloudErrorKind.Timeout => PossibleEffect.Ongoing,
            RicloudErrorKind.Server => failure.StatusCode == 504 ? PossibleEffect.Ongoing : PossibleEffect.Settled,
            RicloudErrorKind.ProxyRefused when failure.StatusCode is >= 500 => failure.StatusCode == 504 ? PossibleEffect.Ongoing : PossibleEffect.Settled,
            RicloudErrorKind.Connection or RicloudErrorKind.Tls => PossibleEffect.Settled,
            RicloudErrorKind.InvalidResponse or RicloudErrorKind.ResponseTooLarge => PossibleEffect.Settled,

            // A server may redirect once it has done what it was asked: that is what 303 is for.
            RicloudErrorKind.RedirectRefused => PossibleEffect.Settled,
            RicloudErrorKind.Rejected when failure.StatusCode == 408 => PossibleEffect.Settled,
            _ => PossibleEffect.None,
        };
    }
}
