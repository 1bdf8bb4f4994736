using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that lists: it streams page by page and obeys -First, -Skip and -IncludeTotalCount.</summary>
public abstract class PagedCmdlet : RicloudSessionCmdlet
{
    private ulong _skipped;
    private ulong _written;

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
        if (!IsSatisfied)
        {
            work(identity);
        }
    });

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
            WriteObject(item);
        }
    }

    /// <summary>Streams a list.</summary>
    /// <param name="pages">The list's pages.</param>
    /// <param name="isWanted">What the API can't filter by; null when it did all.</param>
    private protected void WriteList<T>(IPageSource<T> pages, Func<T, bool>? isWanted = null)
        where T : class => Attempt(null, () =>
    {
        var page = NextPage(pages);
        if (PagingParameters.IncludeTotalCount)
        {
            WriteTotalCount(pages.TotalCount, isWanted is null);
        }

        for (; page is not null && !IsSatisfied; page = IsSatisfied ? null : NextPage(pages))
        {
            WritePage(page, isWanted);
        }
    });

    private IReadOnlyList<T>? NextPage<T>(IPageSource<T> pages)
        where T : class => Await(pages.NextAsync);

    private void WritePage<T>(IReadOnlyList<T> page, Func<T, bool>? isWanted)
        where T : class
    {
        for (var i = 0; i < page.Count && !IsSatisfied; i++)
        {
            if (isWanted is null || isWanted(page[i]))
            {
                WriteWanted(page[i]);
            }
        }
    }

    /// <summary>An accuracy of 0 has PowerShell say that the count is unknown, as it is when the filter is ours.</summary>
    private void WriteTotalCount(long? count, bool isExact)
    {
        var isKnown = count is not null && isExact;
        WriteObject(PagingParameters.NewTotalCount((ulong)(count ?? 0), isKnown ? 1.0 : 0.0));
    }
}
