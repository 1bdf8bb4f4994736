using System.Globalization;
using System.Text;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Paging;

/// <summary>How any list is paged, and what any list is filtered by.</summary>
internal abstract class ListFilter
{
    /// <summary>How many are asked for at once: 1 to 1000 (API contract: documented). 1000 by default.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How many are wanted in all; no page asks for more than is still missing. <see langword="null"/> for all there are.</summary>
    public long? MaximumCount { get; init; }

    /// <summary>Starts behind the object with this id.</summary>
    public string? StartAfterId { get; init; }

    /// <summary>Made at this time or later. Sent as <c>date_created[gte]</c> (API contract: assumed) and checked again here.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Made at this time or earlier. Sent as <c>date_created[lte]</c> (API contract: assumed) and checked again here.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }
}

/// <summary>Which keys to list: all of them, paged.</summary>
internal sealed class KeyFilter : ListFilter
{
}

/// <summary>Which tasks to list.</summary>
internal sealed class TaskFilter : ListFilter
{
    /// <summary>The type, e.g. <see cref="RicloudTaskType.WebhookConfigTest"/>.</summary>
    public string? Type { get; init; }

    /// <summary>One of <see cref="RicloudTaskState"/>.</summary>
    public string? State { get; init; }

    /// <summary>The type of the source, e.g. <c>icloud.account</c>.</summary>
    public string? SourceType { get; init; }

    /// <summary>The main argument, e.g. <c>messages.sms</c>, or the id of the config under test. Sent, and checked again here, since the API's own filter is assumed.</summary>
    public object? Target { get; init; }
}

/// <summary>Which events to list.</summary>
internal sealed class EventFilter : ListFilter
{
    /// <summary>The type of what it happened to, e.g. <c>task</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What happened, e.g. <c>succeeded</c>.</summary>
    public string? Action { get; init; }

    /// <summary>One of <see cref="RicloudEventState"/>.</summary>
    public string? State { get; init; }

    /// <summary>Stops before the event with this id (API contract: documented), so that only newer ones are listed.</summary>
    public string? StopBeforeId { get; init; }

    /// <summary>The same events, from another place on.</summary>
    public EventFilter Since(string? id) => With(id is null ? 1 : MaximumCount, StartAfterId, id);

    /// <summary>The same events, behind the one with this id.</summary>
    public EventFilter Behind(string? id) => With(MaximumCount, id, StopBeforeId);

    private EventFilter With(long? count, string? after, string? before) => new()
    {
        PageSize = PageSize,
        StartAfterId = after,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        MaximumCount = count,
        Type = Type,
        Action = Action,
        State = State,
        StopBeforeId = before,
    };
}

/// <summary>Which configs to list. Deactivated ones come only when their state is asked for (API contract: documented).</summary>
internal sealed class ConfigFilter : ListFilter
{
    /// <summary>One of <see cref="ConfigState"/>; <see langword="null"/> for all but the deactivated ones.</summary>
    public string? State { get; init; }
}

/// <summary>What a list asks for, page after page.</summary>
internal sealed class PageQuery
{
    /// <summary>API contract: documented.</summary>
    public const int LargestPage = 1000;

    private readonly StringBuilder _filters = new();
    private readonly StringBuilder _dates = new();

    public PageQuery(string route, ListFilter filter)
    {
        if (filter.PageSize is < 1 or > LargestPage)
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter.PageSize, $"A page holds 1 to {LargestPage}.");
        }

        if (filter.MaximumCount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter.MaximumCount, "No fewer than none can be wanted.");
        }

        Route = route;
        PageSize = filter.PageSize;
        MaximumCount = filter.MaximumCount;
        StartAfterId = filter.StartAfterId;
        From = filter.CreatedAfter;
        To = filter.CreatedBefore;
        AddDates();
    }

    public string Route { get; }

    public int PageSize { get; }

    public long? MaximumCount { get; }

    public string? StartAfterId { get; }

    public DateTimeOffset? From { get; }

    public DateTimeOffset? To { get; }

    public bool HasDates => _dates.Length > 0;

    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            Append(_filters, name, value);
        }
    }

    public RicloudRequest Page(int limit, string? afterId, bool withDates)
    {
        StringBuilder path = new(Route);
        path.Append("?limit=").Append(limit.ToString(CultureInfo.InvariantCulture)).Append(_filters);
        if (withDates)
        {
            path.Append(_dates);
        }

        if (afterId is not null)
        {
            Append(path, "after_id", afterId);
        }

        return new RicloudRequest { Path = path.ToString() };
    }

    /// <summary>The operators of <c>date_created</c> aren't published (API contract: assumed).</summary>
    private void AddDates()
    {
        if (From is { } earliest)
        {
            Append(_dates, "date_created[gte]", IsoDate.Format(earliest));
        }

        if (To is { } latest)
        {
            Append(_dates, "date_created[lte]", IsoDate.Format(latest));
        }
    }

    private static void Append(StringBuilder query, string name, string value) =>
        query.Append('&').Append(RicloudPath.Encode(name)).Append('=').Append(RicloudPath.Encode(value));
}
