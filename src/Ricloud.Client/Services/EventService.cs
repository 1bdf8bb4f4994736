using Ricloud.Http;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>Events: get and list.</summary>
/// <inheritdoc cref="ConfigService{T}" path="/remarks"/>
internal sealed class EventService(RicloudChannel channel)
{
    private const string Route = "/events";

    /// <summary>How a list of them is read.</summary>
    public static PagedModel<RicloudEvent> Paged { get; } = new(RicloudEvent.From, static item => item.Id, static item => item.DateCreated);

    private readonly RicloudChannel _channel = channel;

    /// <summary>Gets one event.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The event.</returns>
    public Task<RicloudEvent> GetAsync(object id, Call call = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = RicloudPath.Of(Route, id) }, RicloudEvent.From, call);

    /// <summary>Lists events, newest first. Nothing is sent before the first page is asked for.</summary>
    /// <param name="filter">Which ones.</param>
    /// <returns>The pages.</returns>
    public RicloudPager<RicloudEvent> List(EventFilter filter)
    {
        PageQuery query = new(Route, filter);
        query.Add("type", filter.Type);
        query.Add("action", filter.Action);
        query.Add("state", filter.State);
        query.Add("before_id", filter.StopBeforeId);
        return new RicloudPager<RicloudEvent>(_channel, query, EventService.Paged);
    }
}
