namespace Ricloud.Http;

/// <summary>What belongs to one call: who is told of it, the change it makes, how long it may take, and what ends it early.</summary>
/// <param name="observer">Is told what the call does, if anybody is.</param>
/// <param name="change">Follows the change that the call makes, so that whoever stops waiting can still tell whether it was sent. Not for a second one.</param>
/// <param name="token">Ends the call early.</param>
public readonly struct Call(IRicloudObserver? observer, RicloudChange? change, CancellationToken token)
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
    internal CallBudget? Budget { get; }

    /// <summary>A call that nobody follows.</summary>
    /// <param name="token">Ends it early.</param>
    public static implicit operator Call(CancellationToken token) => new(null, null, token);

    /// <summary>The same call with another end.</summary>
    internal Call With(CancellationToken token) => new(this, Budget, token);

    /// <summary>One request of the call, with what it may take of the call's time.</summary>
    internal Call Within(CallBudget budget) => new(this, budget, Token);

    /// <summary>Notes what is known by now of the change that the call makes.</summary>
    internal void Note(RicloudChangeState state)
    {
        if (Change is not null)
        {
            Change.State = state;
        }
    }
}
