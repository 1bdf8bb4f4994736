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

/// <summary>
/// Follows one change that a <see cref="Call"/> makes, so that whoever stops waiting for it can
/// still tell whether it was sent. Safe to read on any thread. A change that nobody waits for any more goes on until its
/// cancelled call has ended.
/// </summary>
internal sealed class RicloudChange
{
    private volatile RicloudChangeState _state;

    /// <summary>How far it has come.</summary>
    public RicloudChangeState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Shows the state.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => State.ToString();
}

/// <summary>How far a change has come, as the client knows it.</summary>
internal enum RicloudChangeState
{
    /// <summary>Nothing that could make it was handed to a connection yet.</summary>
    NotSent,

    /// <summary>It was handed to a connection, and nothing that the client got since tells whether it was made.</summary>
    InDoubt,

    /// <summary>It was made.</summary>
    Made,

    /// <summary>It was not made: it never went out whole, the API refused it, or it was looked for and not there.</summary>
    NotMade,
}

/// <summary>
/// Is told what the client does: enough for a verbose line and a progress bar, and nothing secret.
/// Called on any thread; must not throw and must not wait.
/// </summary>
internal interface IRicloudObserver
{
    /// <summary>Whether anybody hears of single tries; nobody puts one into words otherwise.</summary>
    bool HearsTries { get; }

    /// <summary>One try of a request has ended, well or badly. Only told to who hears of them.</summary>
    /// <param name="exchange">The request and its outcome.</param>
    void Completed(RicloudExchange exchange);

    /// <summary>The client is about to pause before it tries, or tries again.</summary>
    /// <param name="retry">What for, and how long.</param>
    void Retrying(RicloudRetry retry);

    /// <summary>Something the user should know of although the call goes on, such as a webhook config that was made twice.</summary>
    /// <param name="notice">What happened.</param>
    void Noticed(RicloudNotice notice);
}

/// <summary>One try of a request, as an observer sees it.</summary>
internal sealed class RicloudExchange
{
    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Path and query below the base address. The token is masked should it stand there.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The HTTP status, or <see langword="null"/> when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, or <see langword="null"/> when nothing did.</summary>
    public RicloudErrorKind? Failure { get; init; }

    /// <summary>Where it was sent: the base address.</summary>
    public Uri? Address { get; init; }

    /// <summary>The proxy on the way, as host and port.</summary>
    public string? Proxy { get; init; }

    /// <summary>The answer's media type; <see langword="null"/> without an answer that was read.</summary>
    public string? ContentType { get; init; }

    /// <summary>How many bytes the answer's body has.</summary>
    public int Length { get; init; }

    /// <summary>The start of a body that isn't the API's, with control characters escaped and secrets masked.</summary>
    public string? Excerpt { get; init; }

    /// <summary>From sending until the whole answer had been read.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Which try it was, from 1.</summary>
    public int Attempt { get; init; }
}

/// <summary>A pause before a request is sent, as an observer sees it.</summary>
internal sealed class RicloudRetry
{
    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Path and query below the base address. The token is masked should it stand there.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>How many tries were made so far; 0 when the session pauses for a rate limit that another request met.</summary>
    public int Attempt { get; init; }

    /// <summary>How many tries there will be at most; those that found an API away that had answered before come on top.</summary>
    public int MaximumAttempts { get; init; }

    /// <summary>Why, in words for the user, e.g. <c>503</c> or <c>connection refused</c>.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How long the pause is.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>Something the user should know of although the call succeeded, such as a webhook config that was made twice.</summary>
internal sealed class RicloudNotice
{
    /// <summary>What happened, with what, and what to do next.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The ids that it is about: the one that is returned first.</summary>
    public IReadOnlyList<object> Ids { get; init; } = Array.Empty<object>();

    /// <summary>Shows the message.</summary>
    /// <returns>The message.</returns>
    public override string ToString() => Message;
}
