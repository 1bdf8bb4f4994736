namespace Ricloud;

/// <summary>Which events to list.</summary>
public sealed record EventFilter : ListFilter
{
    /// <summary>The type of what it happened to, e.g. <c>task</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What happened, e.g. <c>succeeded</c>.</summary>
    public string? Action { get; init; }

    /// <summary>One of <see cref="RicloudEventState"/>.</summary>
    public string? State { get; init; }

    /// <summary>Stops before the event with this id (API contract: documented), so that only newer ones are listed.</summary>
    public string? StopBeforeId { get; init; }
}
