using System;

namespace Ricloud;

/// <summary>Which webhook configs to list. Deactivated ones come only when their state is asked for (API contract: documented).</summary>
public sealed record WebhookConfigFilter : ListFilter
{
    /// <summary>One of <see cref="WebhookConfigState"/>; <see langword="null"/> for all but the deactivated ones.</summary>
    public string? State { get; init; }

    /// <summary>Made at this time or later. Sent as <c>date_created[gte]</c> (API contract: assumed) and checked again here.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Made at this time or earlier. Sent as <c>date_created[lte]</c> (API contract: assumed) and checked again here.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }
}
