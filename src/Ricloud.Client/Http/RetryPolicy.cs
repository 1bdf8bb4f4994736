using System;

namespace Ricloud.Http;

/// <summary>Whether, and after how long, a failed request is tried again.</summary>
internal sealed class RetryPolicy
{
    /// <summary>
    /// A retry costs one token and an answer gives one back, so that with a fifth of all requests failing it stays full,
    /// while sixteen callers of a dead API use it up within their first three tries each.
    /// </summary>
    private const int FullBudget = 48;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(60);

    private readonly object _lock = new();
    private readonly Func<double> _jitter;
    private int _budget = FullBudget;

    internal RetryPolicy(RicloudClientOptions options)
    {
        _jitter = options.Jitter;
        MaximumAttempts = options.MaximumRetryCount + 1;
    }

    internal int MaximumAttempts { get; }

    internal void Succeeded()
    {
        lock (_lock)
        {
            _budget = Math.Min(FullBudget, _budget + 1);
        }
    }

    /// <summary>Gives the pause before the next try, or nothing when there is none.</summary>
    internal TimeSpan? PauseAfter(RicloudException failure, PreparedRequest request, Patience patience) =>
        IsWorthIt(failure) && IsSafe(failure, request) ? Pause(failure, patience) : null;

    /// <summary>The same for a request that isn't safe to repeat, and whose work was looked for and not found.</summary>
    internal TimeSpan? PauseAfterLoss(RicloudException failure, Patience patience) =>
        IsWorthIt(failure) || failure.StatusCode is >= 200 and < 300 ? Pause(failure, patience) : null;

    /// <summary>Whether the server wants to be left alone for longer than is waited for.</summary>
    internal static bool AsksForTooLong(RicloudException failure) => failure.RetryAfter > LongestRetryAfter && IsWorthIt(failure);

    private static bool IsWorthIt(RicloudException failure) => failure.Kind switch
    {
        RicloudErrorKind.Connection or RicloudErrorKind.Timeout or RicloudErrorKind.RateLimited => true,
        RicloudErrorKind.Server or RicloudErrorKind.ProxyRefused => failure.StatusCode is 500 or 502 or 503 or 504,
        RicloudErrorKind.Rejected => failure.StatusCode == 408,
        _ => false,
    };

    /// <summary>What may not happen twice is repeated only when it can't have happened once.</summary>
    internal static bool IsSafe(RicloudException failure, PreparedRequest request) =>
        request.Idempotent || failure.NotSent || failure.Kind == RicloudErrorKind.RateLimited;

    /// <summary>A pause before the next try when the server names none.</summary>
    internal TimeSpan Spread(int attempt)
    {
        double ceiling = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(_jitter() * ceiling);
    }

    private TimeSpan? Pause(RicloudException failure, Patience patience)
    {
        if (patience.Attempts >= patience.MaximumAttempts)
        {
            return null;
        }

        TimeSpan pause = failure.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : Spread(patience.Attempts);
        return pause > LongestRetryAfter || pause >= patience.TimeLeft || !Spend() ? null : pause;
    }

    private bool Spend()
    {
        lock (_lock)
        {
            if (_budget == 0)
            {
                return false;
            }

            _budget--;
            return true;
        }
    }
}
