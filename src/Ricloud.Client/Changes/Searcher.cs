using Ricloud.Http;

namespace Ricloud.Changes;

/// <summary>When to look, how often, and when to give up on it.</summary>
internal sealed class Searcher<T>(RicloudChannel channel, CreatedIds<T> created, OncePlan<T> plan, CallBudget budget, CallBudget sending)
    where T : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>What a server may need to finish a request whose connection is gone already.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Too little for one more look.</summary>
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(0.2);

    private readonly RicloudChannel _channel = channel;
    private readonly OncePlan<T> _plan = plan;
    private readonly Lookout<T> _lookout = new Lookout<T>(channel, created, plan.IsOurs);

    /// <summary>Looks, pauses, and looks again unless something was found.</summary>
    public async Task<Findings<T>> LookTwiceAsync(
        RicloudException failure, Baseline baseline, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var findings = await LookAsync(failure, baseline, cancellationToken).ConfigureAwait(false);
        if (findings.First is not null)
        {
            return findings;
        }

        var time = pause > BetweenLooks ? pause.Value : BetweenLooks;
        var half = TimeSpan.FromTicks(budget.TimeLeft.Ticks / 2);
        await PauseAsync(failure, time < half ? time : half, cancellationToken).ConfigureAwait(false);
        return await LookAsync(failure, baseline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks until something is found.</summary>
    public async Task<Findings<T>> WatchAsync(RicloudException failure, Baseline baseline, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            var findings = await LookAsync(failure, baseline, cancellationToken).ConfigureAwait(false);
            if (findings.First is not null)
            {
                return findings;
            }

            await PauseOrThrowAsync(failure, null, pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once; whatever hinders it is waited out, since the one thing worse than waiting is not to know.</summary>
    public async Task<Findings<T>> LookAsync(RicloudException failure, Baseline baseline, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            RicloudException cause;
            try
            {
                var findings = await _lookout.LookAsync(baseline, budget.Once(), cancellationToken).ConfigureAwait(false);
                return findings.CannotTell && findings.First is null ? throw _plan.InDoubt(failure, null) : findings;
            }
            catch (RicloudException exception) when (exception.Kind is not (RicloudErrorKind.CreateInDoubt or RicloudErrorKind.TestInDoubt))
            {
                cause = IsPassing(exception) ? exception : throw _plan.InDoubt(failure, exception);
            }

            await PauseOrThrowAsync(failure, cause, pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks when the outcome is in hand, with a few tries and no more.</summary>
    public Task<Findings<T>> LookAtLastAsync(Baseline baseline, CancellationToken cancellationToken) =>
        _lookout.LookAsync(baseline, budget, cancellationToken);

    private async Task PauseOrThrowAsync(
        RicloudException failure, RicloudException? cause, TimeSpan pause, CancellationToken cancellationToken)
    {
        var left = budget.TimeLeft;
        if (left < LastMoment)
        {
            throw _plan.InDoubt(failure, cause);
        }

        var half = TimeSpan.FromTicks(left.Ticks / 2);
        await PauseAsync(failure, pause < half ? pause : half, cancellationToken).ConfigureAwait(false);
    }

    private Task PauseAsync(RicloudException failure, TimeSpan pause, CancellationToken cancellationToken) =>
        pause > TimeSpan.Zero
            ? _channel.PauseAsync(_plan.Request, Failures.Reason(failure) + ", looking whether it was done", sending, pause, cancellationToken)
            : Task.CompletedTask;

    private static TimeSpan Longer(TimeSpan pause)
    {
        var next = TimeSpan.FromTicks(pause.Ticks * 3 / 2);
        return next < LongestPause ? next : LongestPause;
    }

    /// <summary>Whether a look that failed like this may succeed later.</summary>
    private static bool IsPassing(RicloudException failure) => failure.Kind switch
    {
        RicloudErrorKind.Connection or RicloudErrorKind.Timeout => true,
        RicloudErrorKind.InvalidResponse or RicloudErrorKind.ResponseTooLarge => true,
        RicloudErrorKind.RateLimited or RicloudErrorKind.Server => !RetryPolicy.AsksForTooLong(failure),

        // A page's cursor was deleted, or the list moved on faster than it was read.
        RicloudErrorKind.InvalidParameter or RicloudErrorKind.PagingLoop => true,
        RicloudErrorKind.Rejected => failure.StatusCode == 408,
        RicloudErrorKind.ProxyRefused => failure.StatusCode is >= 500,
        _ => false,
    };
}
