namespace Ricloud;

/// <summary>How any list is paged.</summary>
public abstract record ListFilter
{
    /// <summary>How many are asked for at once: 1 to 1000 (API contract: documented). 1000 by default.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How many are wanted in all; no page asks for more than is still missing. <see langword="null"/> for all there are.</summary>
    public long? MaximumCount { get; init; }

    /// <summary>Starts behind the object with this id.</summary>
    public string? StartAfterId { get; init; }
}
