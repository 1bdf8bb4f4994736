namespace Ricloud.Models;

/// <summary>Which webhook configs to list. Deactivated ones come only when their state is asked for (API contract: documented).</summary>
public sealed class WebhookConfigFilter : ListFilter
{
    /// <summary>One of <see cref="WebhookConfigState"/>; <see langword="null"/> for all but the deactivated ones.</summary>
    public string? State { get; init; }
}
