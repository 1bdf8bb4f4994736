using Ricloud.Paging;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>One list of the API.</summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed class PagerSource<T>(RicloudPager<T> pager) : IPageSource<T>
    where T : class
{
    public long? TotalCount { get; private set; }

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        var page = await pager.NextPageAsync(cancellationToken).ConfigureAwait(false);
        TotalCount ??= page?.TotalCount;
        return page?.Data;
    }
}
