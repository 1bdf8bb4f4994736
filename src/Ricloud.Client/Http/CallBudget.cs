namespace Ricloud.Http;

/// <summary>How long one call may take, and how many tries it has left. For one caller at a time.</summary>
internal sealed class CallBudget
{
    private readonly Func<TimeSpan> _elapsed;
    private readonly TimeSpan _start;
    private readonly TimeSpan _end;

    private CallBudget(Func<TimeSpan> elapsed, TimeSpan start, TimeSpan end, int maximumAttempts)
    {
        _elapsed = elapsed;
        _start = start;
        _end = end;
        MaximumAttempts = maximumAttempts;
    }

    public int MaximumAttempts { get; }

    /// <summary>Tries made so far; a call that sends its request anew after looking goes on counting.</summary>
    public int Attempts { get; set; }

    /// <summary>How many of the tries found an API that was away; they don't count against the maximum.</summary>
    public int WaitsForReturn { get; set; }

    /// <summary>Whether a try of the request under way may have reached the server, and done there what was asked.</summary>
    public bool MayHaveHappened { get; set; }

    /// <summary>Since when the API was away as the request under way first found it so.</summary>
    public TimeSpan? AwaySince { get; set; }

    public TimeSpan TimeLeft => _end - _elapsed();

    public static CallBudget Begin(RicloudClientOptions options)
    {
        var now = options.Elapsed();
        var end = options.RetryDeadline < TimeSpan.MaxValue - now ? now + options.RetryDeadline : TimeSpan.MaxValue;
        return new CallBudget(options.Elapsed, now, end, options.MaximumRetryCount + 1);
    }

    /// <summary>The first three quarters: whoever may have to look for what a lost request did needs time for it.</summary>
    public CallBudget ForSending() => new(_elapsed, _start, _end - TimeSpan.FromTicks((_end - _start).Ticks / 4), MaximumAttempts);

    /// <summary>As many tries again within the same time, for another request of the call.</summary>
    public CallBudget Anew() => new(_elapsed, _start, _end, MaximumAttempts);

    /// <summary>One try within the same time.</summary>
    public CallBudget Once() => new(_elapsed, _start, _end, 1);
}
