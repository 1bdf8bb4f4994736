namespace Ricloud;

/// <summary>What a webhook config is created from.</summary>
public sealed record WebhookConfigCreate
{
    /// <summary>The receiver's address, sent exactly as it is. Required.</summary>
    public string Url { get; init; } = string.Empty;
}
