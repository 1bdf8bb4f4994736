using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What is changed about a webhook config. Only what is set is sent; something must be.</summary>
internal sealed class WebhookConfigUpdate
{
    /// <summary>The receiver's new address, sent exactly as it is.</summary>
    public Optional<string> Url { get; init; }

    /// <summary><see cref="WebhookConfigState.New"/> or <see cref="WebhookConfigState.Deactivated"/> (API contract: documented).</summary>
    public Optional<string> State { get; init; }
}
