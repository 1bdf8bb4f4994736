using Ricloud.Http;
using Ricloud.Models;

namespace Ricloud.Paging;

/// <summary>A list, page by page. Asks for a page only when it is wanted. For one caller at a time.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class RicloudPager<T>
    where T : class
{
    private readonly PageFetcher<T> _fetcher;

    internal RicloudPager(RicloudChannel channel, PageQuery query, PagedModel<T> model, Func<T, bool>? wanted = null)
    {
        _fetcher = new PageFetcher<T>(channel, query, model, wanted);
    }

    /// <summary>Gets the next page that has anything on it, and the first even if it hasn't.</summary>
    /// <param name="cancellationToken">Ends the call early; the same page can be asked for again.</param>
    /// <returns>The page, or <see langword="null"/> behind the last one.</returns>
    /// <exception cref="RicloudException">
    /// As for any request; <see cref="RicloudErrorKind.PagingLoop"/> when the server repeats a cursor or says for ever that there is more.
    /// </exception>
    public Task<RicloudList<T>?> NextPageAsync(CancellationToken cancellationToken = default) => _fetcher.NextAsync(cancellationToken);
}
