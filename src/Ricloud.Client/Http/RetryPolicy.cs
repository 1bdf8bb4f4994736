namespace Ricloud.Http;

/// <summary>Whether, and after how long, a failed request is tried again.</summary>
internal sealed class RetryPolicy(RicloudClientOptions options)
{
    /// <summary>
    /// A retry costs one token and an answer gives one back, so that with a fifth of all requests failing it stays full,
    /// while sixteen callers of a dead API use it up within their first three tries each.
    /// </summary>
    private const int FullBudget = 48;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long an API that has answered before may be away, as it is when it is restarted.</summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(30);

    /// <summary>Whoever waits for a restart wants to know soon that it is over.</summary>
    private static readonly TimeSpan LongestPauseWhileAway = TimeSpan.FromSeconds(4);

    private readonly object _lock = new();
    private readonly Func<double> _jitter = options.Jitter;
    private readonly Func<TimeSpan> _elapsed = options.Elapsed;
    private int _budget = FullBudget;
    private bool _hasAnswered;
    private TimeSpan? _awaySince;

    public int MaximumAttempts { get; } = options.MaximumRetryCount + 1;

    public void Succeeded()
    {
        lock (_lock)
        {
            _budget = Math.Min(FullBudget, _budget + 1);
            _hasAnswered = true;
            _awaySince = null;
        }
    }

    /// <summary>A refusal shows as well that the API is there, unless it is the proxy's.</summary>
    public void Failed(RicloudException failure)
    {
        if (failure.StatusCode is not null && failure.Kind != RicloudErrorKind.ProxyRefused && !IsAbsence(failure))
        {
            lock (_lock)
            {
                _hasAnswered = true;
                _awaySince = null;
            }
        }
    }

    /// <summary>Gives the pause before the next try, or nothing when there is none.</summary>
    public TimeSpan? PauseAfter(RicloudException failure, PreparedRequest request, CallBudget budget) =>
        IsWorthIt(failure) && IsSafe(failure, request) ? PauseForReturn(failure, budget) ?? Pause(failure, budget) : null;

    /// <summary>The same for a request that isn't safe to repeat, and whose work was looked for and not found.</summary>
    public TimeSpan? PauseAfterLoss(RicloudException failure, CallBudget budget) =>
        IsWorthIt(failure) || failure.StatusCode is >= 200 and < 300 ? Pause(failure, budget) : null;

    /// <summary>Whether the server wants to be left alone for longer than is waited for.</summary>
    public static bool AsksForTooLong(RicloudException failure) => failure.RetryAfter > LongestRetryAfter && IsWorthIt(failure);

    private static bool IsWorthIt(RicloudException failure) => failure.Kind switch
    {
        RicloudErrorKind.Connection or RicloudErrorKind.Timeout or RicloudErrorKind.RateLimited => true,
        RicloudErrorKind.Server or RicloudErrorKind.ProxyRefused => failure.StatusCode is 500 or 502 or 503 or 504,
        RicloudErrorKind.Rejected => failure.StatusCode == 408,
        _ => false,
    };

    /// <summary>What may not happen twice is repeated only when it can't have happened once.</summary>
    public static bool IsSafe(RicloudException failure, PreparedRequest request) =>
        request.Idempotent || failure.NotSent || failure.Kind == RicloudErrorKind.RateLimited;

    /// <summary>A pause before the next try when the server names none: half a second, then twice as long each time, shortened by up to half.</summary>
    public TimeSpan Spread(int attempt) => Spread(attempt, LongestPause);

    /// <summary>Timers know no parts of a millisecond, and a pause that was cut to nothing would be taken again and again.</summary>
    public static TimeSpan RoundUp(TimeSpan pause) =>
        pause.Ticks % TimeSpan.TicksPerMillisecond is > 0 and var part ? pause + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - part) : pause;

    private TimeSpan Spread(int attempt, TimeSpan longest)
    {
        var ceiling = Math.Min(longest.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, attempt - 1));
        return RoundUp(TimeSpan.FromTicks((long)((0.5 + (_jitter() / 2)) * ceiling * TimeSpan.TicksPerSecond)));
    }

    /// <summary>The pause while an API that has answered before is away, as it is when it is restarted; nothing when it isn't that.</summary>
    private TimeSpan? PauseForReturn(RicloudException failure, CallBudget budget)
    {
        if (!IsAbsence(failure) || budget.MaximumAttempts < 2 || !IsExpectedBack(failure, budget))
        {
            return null;
        }

        var pause = Spread(budget.WaitsForReturn + 1, LongestPauseWhileAway);
        if (pause >= budget.TimeLeft)
        {
            return null;
        }

        budget.WaitsForReturn++;
        return pause;
    }

    private TimeSpan? Pause(RicloudException failure, CallBudget budget)
    {
        var attempts = budget.Attempts - budget.WaitsForReturn;
        if (attempts >= budget.MaximumAttempts)
        {
            return null;
        }

        // An address that never answered, or not for long, is likelier to be wrong than busy.
        var pause = failure.RetryAfter is { } asked && asked > TimeSpan.Zero
            ? RoundUp(asked)
            : Spread(attempts, IsUnreached(failure) ? FirstPause : LongestPause);
        return pause > LongestRetryAfter || pause >= budget.TimeLeft || !Spend() ? null : pause;
    }

    private static bool IsUnreached(RicloudException failure) =>
        failure.Kind == RicloudErrorKind.ProxyRefused || failure is { Kind: RicloudErrorKind.Connection, StatusCode: null };

    /// <summary>Whether nothing of the API is there: no connection, or a gateway that has nothing behind it.</summary>
    private static bool IsAbsence(RicloudException failure) => failure.Kind switch
    {
        RicloudErrorKind.Connection => failure.StatusCode is null,
        RicloudErrorKind.Server or RicloudErrorKind.ProxyRefused =>
            failure.StatusCode is 502 or 503 or 504 && failure is { RetryAfter: null, Error: null, ApiMessage: null },
        _ => false,
    };

    /// <summary>
    /// Not when it is away for too long already. A gateway's word isn't taken for it when the API answers others meanwhile;
    /// a connection's end is, as a server that is shut down still answers what it has and takes nothing new.
    /// </summary>
    private bool IsExpectedBack(RicloudException failure, CallBudget budget)
    {
        lock (_lock)
        {
            var now = _elapsed();
            var since = _awaySince ??= now;
            var ours = budget.AwaySince ??= since;
            return _hasAnswered && now - ours < LongestAbsence && (ours == since || failure.Kind == RicloudErrorKind.Connection);
        }
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

/// <summary>After a 429 nobody sends before the time that the server named: the limit is the organisation's, not one caller's.</summary>
internal sealed class RateGate(Func<TimeSpan> elapsed)
{
    private long _opensAt;

    public bool IsOpen => Interlocked.Read(ref _opensAt) == 0 || Remaining <= TimeSpan.Zero;

    public TimeSpan Remaining => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _opensAt) - elapsed().Ticks));

    public void CloseFor(TimeSpan pause)
    {
        var until = (elapsed() + pause).Ticks;
        long known;
        while ((known = Interlocked.Read(ref _opensAt)) < until
            && Interlocked.CompareExchange(ref _opensAt, until, known) != known)
        {
        }
    }
}
