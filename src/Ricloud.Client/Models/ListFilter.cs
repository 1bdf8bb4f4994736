namespace Ricloud.Models;

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
    public EventFilter Since(string? id) => new()
    {
        PageSize = PageSize,
        StartAfterId = StartAfterId,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        MaximumCount = id is null ? 1 : MaximumCount,
        Type = Type,
        Action = Action,
        State = State,
        StopBeforeId = id,
    };
}

/// <summary>Which webhook configs to list. Deactivated ones come only when their state is asked for (API contract: documented).</summary>
internal sealed class WebhookConfigFilter : ListFilter
{
    /// <summary>One of <see cref="WebhookConfigState"/>; <see langword="null"/> for all but the deactivated ones.</summary>
    public string? State { get; init; }
}
