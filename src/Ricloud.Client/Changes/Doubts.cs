namespace Ricloud.Changes;

/// <summary>Reads from a failure what the request may have done.</summary>
internal static class Doubts
{
    public static Doubt Of(RicloudException failure)
    {
        if (failure.NotSent)
        {
            return Doubt.None;
        }

        return failure.Kind switch
        {
            RicloudErrorKind.Timeout => Doubt.Alive,
            RicloudErrorKind.Server => failure.StatusCode == 504 ? Doubt.Alive : Doubt.Lost,
            RicloudErrorKind.ProxyRefused when failure.StatusCode is >= 500 => failure.StatusCode == 504 ? Doubt.Alive : Doubt.Lost,
            RicloudErrorKind.Connection or RicloudErrorKind.Tls => Doubt.Lost,
            RicloudErrorKind.InvalidResponse or RicloudErrorKind.ResponseTooLarge => Doubt.Lost,

            // A server may redirect once it has done what it was asked: that is what 303 is for.
            RicloudErrorKind.RedirectRefused => Doubt.Lost,
            RicloudErrorKind.Rejected when failure.StatusCode == 408 => Doubt.Lost,
            _ => Doubt.None,
        };
    }

    /// <summary>Whether a look that failed like this may succeed later.</summary>
    public static bool IsPassing(RicloudException failure) => failure.Kind switch
    {
        RicloudErrorKind.Connection or RicloudErrorKind.Timeout => true,
        RicloudErrorKind.InvalidResponse or RicloudErrorKind.ResponseTooLarge => true,
        RicloudErrorKind.RateLimited or RicloudErrorKind.Server => !Http.RetryPolicy.AsksForTooLong(failure),

        // A page's cursor was deleted, or the list moved on faster than it was read.
        RicloudErrorKind.InvalidParameter or RicloudErrorKind.PagingLoop => true,
        RicloudErrorKind.Rejected => failure.StatusCode == 408,
        RicloudErrorKind.ProxyRefused => failure.StatusCode is >= 500,
        _ => false,
    };
}
