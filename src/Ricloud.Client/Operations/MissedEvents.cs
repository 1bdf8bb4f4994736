using Ricloud.Http;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>
/// The events that no receiver has taken, the oldest first. A list runs newest first, so it is walked once for its pages, of which
/// only the places are kept, and then page by page from its end: one page is in memory, however many there are.
/// </summary>
internal sealed class MissedEvents(EventService events, EventFilter filter)
{
    private readonly Stack<(string? After, RicloudEvent Last)> _pages = new();

    /// <summary>Walks the list.</summary>
    /// <param name="isWanted">Which of them count.</param>
    /// <param name="call">Ends it early.</param>
    /// <returns>How many count.</returns>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<int> CountAsync(Func<RicloudEvent, bool> isWanted, Call call)
    {
        var count = 0;
        string? after = null;
        var pages = events.List(filter);
        while (await pages.NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            if (page.Data.Count > 0)
            {
                var last = page.Data[page.Data.Count - 1];
                _pages.Push((after, last));
                after = ApiId.Text(last.Id);
                count += page.Data.Count(isWanted);
            }
        }

        return count;
    }

    /// <summary>Gets the events of the oldest page that is left, the oldest first; <see langword="null"/> behind the newest.</summary>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<IReadOnlyList<RicloudEvent>?> NextAsync(Call call)
    {
        if (_pages.Count == 0)
        {
            return null;
        }

        var (after, last) = _pages.Peek();
        List<RicloudEvent> found = [];
        var pages = events.List(filter.Behind(after));
        while (await pages.NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            found.AddRange(page.Data.TakeWhile(item => !IsBehind(item, last)));
            if (page.Data.Any(item => IsBehind(item, last) || ApiId.AreSame(item.Id, last.Id)))
            {
                break;
            }
        }

        _ = _pages.Pop();
        found.Reverse();
        return found;
    }

    /// <summary>What was pending may have left the list, and what has failed meanwhile come into it, so that no count would do.</summary>
    private static bool IsBehind(RicloudEvent item, RicloudEvent last) => item.DateCreated < last.DateCreated;
}
