using System.Management.Automation;
using Ricloud.Http;
using Ricloud.Paging;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What a cmdlet that lists writes: it streams page by page and obeys -First, -Skip and -IncludeTotalCount.</summary>
/// <param name="cmdlet">The cmdlet, which supports paging.</param>
/// <param name="show">Makes what is written of an object; null for the object itself.</param>
internal sealed class ListOutput(RicloudSessionCmdlet cmdlet, Func<object, object>? show = null)
{
    /// <summary>Stands for all states.</summary>
    public const string AnyState = "*";

    private const int ArrayLimit = 8;

    private readonly PagingParameters _paging = cmdlet.PagingParameters;
    private ulong _skipped;
    private ulong _written;

    /// <summary>How many objects the list must give at most; null for all there are.</summary>
    public long? WantedCount
    {
        get
        {
            var (first, skip) = (_paging.First, _paging.Skip);
            return first > long.MaxValue || skip > long.MaxValue || first + skip > long.MaxValue ? null : (long)(first + skip);
        }
    }

    private bool IsSatisfied => _written >= _paging.First;

    /// <summary>The lists of several states as one, each state's asked for by its name in small letters, as the API knows them.</summary>
    public static Func<Call, Task<RicloudList<T>?>> Merge<T>(PagedModel<T> model, IEnumerable<string?> states, Func<string?, RicloudPager<T>> list)
        where T : class
    {
        string?[] each = [.. states.Select(state => state?.ToLowerInvariant()).Distinct()];
        return each.Length > 1 ? new MergedList<T>(model, [.. each.Select(state => (Func<RicloudPager<T>>)(() => list(state)))]).NextPageAsync : list(each.FirstOrDefault()).NextPageAsync;
    }

    /// <summary>Gets what each identity names and writes it, until -First is reached.</summary>
    /// <param name="identities">The identities.</param>
    /// <param name="throttleLimit">The value of -ThrottleLimit. What counts without it: an array has an end that is known, so that reading ahead costs nobody anything.</param>
    /// <param name="get">Gets one.</param>
    public void WriteEach<T>(RicloudIdentity[] identities, int throttleLimit, Func<ItemContext, RicloudIdentity, Task<T>> get)
        where T : class
    {
        var limit = cmdlet.IsBound("ThrottleLimit") || cmdlet.MyInvocation.ExpectingInput ? throttleLimit : ArrayLimit;
        cmdlet.ForEach(identities, limit, identity =>
        {
            cmdlet.Items.Window = WantedCount is { } wanted ? (int)Math.Max(1, Math.Min(limit, wanted - (long)(_skipped + _written))) : limit;
            cmdlet.Items.AwaitRoom();
            if (!IsSatisfied)
            {
                cmdlet.Read(identity.Source, context => get(context, identity), Write);
            }
        });
    }

    /// <summary>Writes one object unless -Skip or -First leaves it out.</summary>
    public void Write(object item)
    {
        if (_skipped < _paging.Skip)
        {
            _skipped++;
        }
        else if (!IsSatisfied)
        {
            _written++;
            cmdlet.WriteObject(show is null ? item : show(item));
        }
    }

    /// <summary>Streams a list.</summary>
    /// <param name="nextPage">Gets the list's next page, or null behind the last.</param>
    /// <param name="isWanted">What the API can't filter by; null when it did all.</param>
    public void WritePages<T>(Func<Call, Task<RicloudList<T>?>> nextPage, Func<T, bool>? isWanted = null)
        where T : class => cmdlet.Attempt(null, () =>
    {
        var page = cmdlet.Await(nextPage, Reading());
        if (_paging.IncludeTotalCount)
        {
            WriteTotalCount(page?.TotalCount, isWanted is null);
        }

        while (page is not null && !IsSatisfied)
        {
            var next = WritePage(page.Data, nextPage, isWanted);
            page = IsSatisfied ? null : cmdlet.Await(call => next ?? nextPage(call), Reading());
        }
    });

    private WaitDisplay Reading() => new(Texts.RetryActivity, Texts.ReadSoFar(_skipped + _written));

    /// <summary>
    /// Writes a page and asks for the next one meanwhile. Not before half of it is gone: whoever is content with a few
    /// objects shall not cost a second request. Nor where only our own filter knows whether there is need for it.
    /// </summary>
    private Task<RicloudList<T>?>? WritePage<T>(IReadOnlyList<T> page, Func<Call, Task<RicloudList<T>?>> nextPage, Func<T, bool>? isWanted)
        where T : class
    {
        Task<RicloudList<T>?>? next = null;
        var half = isWanted is null || WantedCount is null ? (page.Count + 1) / 2 : -1;
        for (var i = 0; i < page.Count && !IsSatisfied; i++)
        {
            if (i == half)
            {
                next = AskAhead(nextPage);
            }

            if (isWanted is null || isWanted(page[i]))
            {
                Write(page[i]);
            }
        }

        return next;
    }

    /// <summary>Nobody may come to wait for it, so that its failure is looked at here already.</summary>
    private Task<T> AskAhead<T>(Func<Call, Task<T>> nextPage)
    {
        var call = cmdlet.Call;
        var next = Task.Run(() => nextPage(call), call.Token);
        next.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return next;
    }

    /// <summary>An accuracy of 0 has PowerShell say that the count is unknown, as it is when the filter is ours.</summary>
    private void WriteTotalCount(long? count, bool isExact)
    {
        var isKnown = count is not null && isExact;
        cmdlet.WriteObject(_paging.NewTotalCount((ulong)(count ?? 0), isKnown ? 1.0 : 0.0));
    }
}
