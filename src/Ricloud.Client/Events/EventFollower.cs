using Ricloud.Http;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.Events;

/// <summary>
/// Follows an organisation's events by asking for them again and again: each once, oldest first. For whoever can't be
/// reached from outside. The events come with the token over the API's connection and carry no signature.
/// </summary>
internal sealed class EventFollower
{
    private readonly EventService _events;
    private readonly EventFilter _filter;
    private string? _last;
    private bool _hasStarted;

    /// <summary>Prepares to follow.</summary>
    /// <param name="events">Where they are.</param>
    /// <param name="filter">Which ones; its <see cref="EventFilter.StopBeforeId"/> is the event to go on behind, <see langword="null"/> for the newest there is.</param>
    public EventFollower(EventService events, EventFilter filter)
    {
        _events = events;
        _filter = filter;
        _last = filter.StopBeforeId;
        _hasStarted = _last is not null;
    }

    /// <summary>Gets what has happened since the last call; the first one without a place to go on from finds it, and gets nothing.</summary>
    /// <param name="call">Ends the call early; nothing is lost by it.</param>
    /// <returns>The events, oldest first.</returns>
    /// <exception cref="RicloudException">As for any request; the next call goes on where this one began.</exception>
    public async Task<IReadOnlyList<RicloudEvent>> NextAsync(Call call = default)
    {
        if (!_hasStarted)
        {
            var newest = await _events.List(_filter.Since(null)).NextPageAsync(call).ConfigureAwait(false);
            _last = newest is { Data.Count: > 0 } ? ApiId.Text(newest.Data[0].Id) : null;
            _hasStarted = true;
            return [];
        }

        var since = await ReadSinceLastAsync(call).ConfigureAwait(false);
        if (since.Count > 0)
        {
            _last = ApiId.Text(since[0].Id);
        }

        since.Reverse();
        return since;
    }

    /// <summary>Lists run newest first, so that the whole gap is read before its oldest event is known.</summary>
    private async Task<List<RicloudEvent>> ReadSinceLastAsync(Call call)
    {
        List<RicloudEvent> since = [];
        HashSet<string> seen = [];
        var pages = _events.List(_filter.Since(_last));
        while (await pages.NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            foreach (var occurrence in page.Data)
            {
                var id = ApiId.Text(occurrence.Id)!;

                // In case the server doesn't stop where it was asked to.
                if (id == _last)
                {
                    return since;
                }

                // An event that came meanwhile moves the ones behind it to the next page.
                if (seen.Add(id))
                {
                    since.Add(occurrence);
                }
            }
        }

        return since;
    }
}
