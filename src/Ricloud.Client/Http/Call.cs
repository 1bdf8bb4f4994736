namespace Ricloud.Http;

/// <summary>What belongs to one call: who is told of it, the change it makes, how long it may take, and what ends it early.</summary>
/// <param name="observer">Is told what the call does, if anybody is.</param>
/// <param name="change">Follows the change that the call makes, so that whoever stops waiting can still tell whether it was sent. Not for a second one.</param>
/// <param name="token">Ends the call early.</param>
internal readonly struct Call(IRicloudObserver? observer, RicloudChange? change, CancellationToken token)
{
    private Call(Call call, CallBudget? budget, CancellationToken token)
        : this(call.Observer, call.Change, token)
    {
        Budget = budget;
    }

    /// <summary>Who is told what the call does, if anybody is.</summary>
    public IRicloudObserver? Observer { get; } = observer;

    /// <summary>The change that the call makes, if somebody follows it.</summary>
    public RicloudChange? Change { get; } = change;

    /// <summary>Ends the call early.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>How long it may take and how often it may try; null before it began.</summary>
    public CallBudget? Budget { get; }

    /// <summary>A call that nobody follows.</summary>
    /// <param name="token">Ends it early.</param>
    public static implicit operator Call(CancellationToken token) => new(null, null, token);

    /// <summary>The same call with another end.</summary>
    public Call With(CancellationToken token) => new(this, Budget, token);

    /// <summary>One request of the call, with what it may take of the call's time.</summary>
    public Call Within(CallBudget budget) => new(this, budget, Token);

    /// <summary>Notes what is known by now of the change that the call makes.</summary>
    public void Note(RicloudChangeState state)
    {
        if (Change is not null)
        {
            Change.State = state;
        }
    }
}

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
