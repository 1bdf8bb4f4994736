using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.PowerShell.Commands;

/// <summary>One list of the API.</summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed class PagerSource<T> : IPageSource<T>
    where T : class
{
    private readonly RicloudPager<T> _pager;

    public PagerSource(RicloudPager<T> pager) => _pager = pager;

    public long? TotalCount { get; private set; }

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        var page = await _pager.NextPageAsync(cancellationToken).ConfigureAwait(false);
        TotalCount ??= page?.TotalCount;
        return page?.Data;
    }
}
