namespace Ricloud.Models;

/// <summary>Which events to list.</summary>
public sealed class EventFilter : ListFilter
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
    internal EventFilter Since(string? id) => new()
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
