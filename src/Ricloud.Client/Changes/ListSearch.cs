using Ricloud.Http;
using Ricloud.Paging;

namespace Ricloud.Changes;

/// <summary>
/// Looks through what a list has had added since a baseline for what a lost request may have made: when, how often, and when
/// to give up on it.
/// </summary>
internal sealed class ListSearch<T>(RicloudChannel channel, CreatedIds<T> created, OncePlan<T> plan, CallBudget budget, Call sending)
    where T : class
{
    private const int FirstPage = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>What a server may need to finish a request whose connection is gone already.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Too little for one more look.</summary>
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(0.2);

    /// <summary>Looks, pauses, and looks again unless something was found.</summary>
    public async Task<Findings<T>> LookTwiceAsync(RicloudException failure, Baseline baseline, TimeSpan? pause)
    {
        var findings = await LookAsync(failure, baseline).ConfigureAwait(false);
        if (findings.First is not null)
        {
            return findings;
        }

        var time = pause > BetweenLooks ? pause.Value : BetweenLooks;
        var half = TimeSpan.FromTicks(budget.TimeLeft.Ticks / 2);
        await PauseAsync(failure, time < half ? time : half).ConfigureAwait(false);
        return await LookAsync(failure, baseline).ConfigureAwait(false);
    }

    /// <summary>Looks until something is found.</summary>
    public async Task<Findings<T>> WatchAsync(RicloudException failure, Baseline baseline)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            var findings = await LookAsync(failure, baseline).ConfigureAwait(false);
            if (findings.First is not null)
            {
                return findings;
            }

            await PauseOrThrowAsync(failure, null, pause).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once; whatever hinders it is waited out, since the one thing worse than waiting is not to know.</summary>
    public async Task<Findings<T>> LookAsync(RicloudException failure, Baseline baseline)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            RicloudException cause;
            try
            {
                var findings = await ReadAsync(baseline, budget.Once()).ConfigureAwait(false);
                return findings.CannotTell && findings.First is null ? throw plan.InDoubt(failure, null) : findings;
            }
            catch (RicloudException exception) when (exception.Kind is not (RicloudErrorKind.CreateInDoubt or RicloudErrorKind.TestInDoubt))
            {
                cause = IsPassing(exception) ? exception : throw plan.InDoubt(failure, exception);
            }

            await PauseOrThrowAsync(failure, cause, pause).ConfigureAwait(false);
        }
    }

    /// <summary>Looks when the outcome is in hand, with a few tries and no more.</summary>
    public Task<Findings<T>> LookAtLastAsync(Baseline baseline) =>
        ReadAsync(baseline, budget);

    private async Task PauseOrThrowAsync(RicloudException failure, RicloudException? cause, TimeSpan pause)
    {
        var left = budget.TimeLeft;
        if (left < LastMoment)
        {
            throw plan.InDoubt(failure, cause);
        }

        var half = TimeSpan.FromTicks(left.Ticks / 2);
        await PauseAsync(failure, pause < half ? pause : half).ConfigureAwait(false);
    }

    private Task PauseAsync(RicloudException failure, TimeSpan pause) =>
        pause > TimeSpan.Zero
            ? channel.PauseAsync(plan.Request, NetworkFailures.Reason(failure) + ", looking whether it was done", pause, sending)
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

    private async Task<Findings<T>> ReadAsync(Baseline baseline, CallBudget time)
    {
        List<T> unknown = [];
        HashSet<string> cursors = new(StringComparer.Ordinal);
        string? cursor = null;
        while (true)
        {
            var request = created.Page(cursor is null ? FirstPage : PageQuery.LargestPage, cursor);
            var page = await created.ReadAsync(channel, request, sending.Within(time.Anew())).ConfigureAwait(false);
            if (TakeNewer(page.Data, baseline, unknown))
            {
                return Judge(unknown);
            }

            var next = page.Data.Count == 0 ? null : created.Id(page.Data[page.Data.Count - 1]);
            if (!page.HasMore)
            {
                return baseline.IsEmpty ? Judge(unknown) : JudgeByDate(unknown, baseline);
            }

            if (next is null || !cursors.Add(next))
            {
                throw new RicloudException(RicloudErrorKind.PagingLoop, $"GET {request.Path}: the list would never end.") { Method = "GET", Path = request.Path };
            }

            cursor = next;
        }
    }

    /// <summary>Takes what wasn't returned to anybody, down to the first that existed before; says whether that was met.</summary>
    private bool TakeNewer(IReadOnlyList<T> page, Baseline baseline, List<T> unknown)
    {
        foreach (var item in page)
        {
            var id = created.Id(item);
            if (created.Known.IsIn(baseline, id))
            {
                return true;
            }

            if (!created.Known.IsReturned(id))
            {
                unknown.Add(item);
            }
        }

        return false;
    }

    private Findings<T> Judge(List<T> newer)
    {
        List<T> ours = [];
        var cannotTell = false;
        foreach (var item in newer)
        {
            var isOurs = plan.IsOurs(item);
            cannotTell |= isOurs is null;
            if (isOurs == true)
            {
                ours.Add(item);
            }
        }

        return new Findings<T>(ours, cannotTell);
    }

    /// <summary>
    /// All that was known before is gone, so that the list's order doesn't show where it was. The server's dates do:
    /// what is older than the newest of it isn't ours, and of what has no date nobody can tell.
    /// </summary>
    private Findings<T> JudgeByDate(List<T> unknown, Baseline baseline)
    {
        var newer = unknown.FindAll(item => created.DateCreated(item) is not { } date || date >= baseline.Newest);
        var findings = Judge(newer);
        var hasDates = baseline.Newest is not null && newer.TrueForAll(item => created.DateCreated(item) is not null);
        return hasDates || findings.Ours.Count == 0 ? findings : new Findings<T>([], cannotTell: true);
    }
}

/// <summary>What a look through a list has shown.</summary>
internal sealed class Findings<T>(IReadOnlyList<T> ours, bool cannotTell)
{
    public IReadOnlyList<T> Ours { get; } = ours;

    public bool CannotTell { get; } = cannotTell;

    /// <summary>The one that was made first: lists run newest first.</summary>
    public T? First => Ours.Count == 0 ? default : Ours[Ours.Count - 1];
}
