namespace Ricloud.Models;

/// <summary>How any list is paged, and what any list is filtered by.</summary>
public abstract class ListFilter
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
