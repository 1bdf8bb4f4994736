using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Paging;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that lists: it streams page by page and obeys -First, -Skip and -IncludeTotalCount.</summary>
public abstract class PagedCmdlet : ItemCmdlet
{
    private const int ArrayLimit = 8;

    /// <summary>Stands for all states.</summary>
    private protected const string AnyState = "*";

    private ulong _skipped;
    private ulong _written;

    /// <summary>
    /// How many items to get at once, 1 to 64. Without it, 8 where an array was passed, and one after another where items
    /// are piped. What is written keeps the order of the items.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public override int ThrottleLimit { get; set; } = 1;

    // An array has an end that is known, so that reading ahead costs nobody anything; -First has one as well.
    private protected override int Window
    {
        get
        {
            var limit = IsBound(nameof(ThrottleLimit)) || MyInvocation.ExpectingInput ? base.Window : ArrayLimit;
            return WantedCount is { } wanted ? (int)Math.Max(1, Math.Min(limit, wanted - (long)(_skipped + _written))) : limit;
        }
    }

    private bool IsSatisfied => _written >= PagingParameters.First;

    /// <summary>How many objects the list must give at most; null for all there are.</summary>
    private protected long? WantedCount
    {
        get
        {
            var (first, skip) = (PagingParameters.First, PagingParameters.Skip);
            return first > long.MaxValue || skip > long.MaxValue || first + skip > long.MaxValue ? null : (long)(first + skip);
        }
    }

    /// <summary>Does something with each identity until -First is reached.</summary>
    private protected void ForEachWanted(RicloudIdentity[] identities, Action<RicloudIdentity> work) => ForEach(identities, identity =>
    {
        AwaitRoom();
        if (!IsSatisfied)
        {
            work(identity);
        }
    });

    /// <summary>What is written for an object.</summary>
    private protected virtual object Shown(object item) => item;

    /// <summary>Writes one object unless -Skip or -First leaves it out.</summary>
    private protected void WriteWanted(object item)
    {
        if (_skipped < PagingParameters.Skip)
        {
            _skipped++;
        }
        else if (!IsSatisfied)
        {
            _written++;
            WriteObject(Shown(item));
        }
    }

    /// <summary>The lists of several states as one, each state's asked for by its name in small letters, as the API knows them.</summary>
    private protected static IPageSource<T> Lists<T>(PagedModel<T> model, IEnumerable<string?> states, Func<string?, RicloudPager<T>> list)
        where T : class
    {
        List<string?> each = [.. states.Select(state => state?.ToLowerInvariant()).Distinct()];
        return each.Count > 1 ? new MergedSource<T>(model, each.Select(state => (Func<RicloudPager<T>>)(() => list(state))).ToList()) : new PagerSource<T>(list(each.FirstOrDefault()));
    }

    /// <summary>Streams a list.</summary>
    /// <param name="pages">The list's pages.</param>
    /// <param name="isWanted">What the API can't filter by; null when it did all.</param>
    private protected void WriteList<T>(IPageSource<T> pages, Func<T, bool>? isWanted = null)
        where T : class => Attempt(null, () =>
    {
        var page = Await(pages.NextAsync, Reading());
        if (PagingParameters.IncludeTotalCount)
        {
            WriteTotalCount(pages.TotalCount, isWanted is null);
        }

        while (page is not null && !IsSatisfied)
        {
            var next = WritePage(page, pages, isWanted);
            page = IsSatisfied ? null : Await(stopping => next ?? pages.NextAsync(stopping), Reading());
        }
    });

    private WaitDisplay Reading() => new(Texts.RetryActivity, Texts.ReadSoFar(_skipped + _written));

    /// <summary>
    /// Writes a page and asks for the next one meanwhile. Not before half of it is gone: whoever is content with a few
    /// objects shall not cost a second request. Nor where only our own filter knows whether there is need for it.
    /// </summary>
    private Task<IReadOnlyList<T>?>? WritePage<T>(IReadOnlyList<T> page, IPageSource<T> pages, Func<T, bool>? isWanted)
        where T : class
    {
        Task<IReadOnlyList<T>?>? next = null;
        var half = isWanted is null || WantedCount is null ? (page.Count + 1) / 2 : -1;
        for (var i = 0; i < page.Count && !IsSatisfied; i++)
        {
            if (i == half)
            {
                next = AskAhead(pages);
            }

            if (isWanted is null || isWanted(page[i]))
            {
                WriteWanted(page[i]);
            }
        }

        return next;
    }

    /// <summary>Nobody may come to wait for it, so that its failure is looked at here already.</summary>
    private Task<IReadOnlyList<T>?> AskAhead<T>(IPageSource<T> pages)
        where T : class
    {
        var stopping = StopToken;
        var next = Task.Run(() => pages.NextAsync(stopping), stopping);
        next.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return next;
    }

    /// <summary>An accuracy of 0 has PowerShell say that the count is unknown, as it is when the filter is ours.</summary>
    private void WriteTotalCount(long? count, bool isExact)
    {
        var isKnown = count is not null && isExact;
        WriteObject(PagingParameters.NewTotalCount((ulong)(count ?? 0), isKnown ? 1.0 : 0.0));
    }
}
