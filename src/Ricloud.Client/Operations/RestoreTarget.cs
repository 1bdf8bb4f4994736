namespace Ricloud.Operations;

/// <summary>Where somebody wants events to go.</summary>
internal sealed class RestoreTarget(string url, string secret, WebhookConfig? config)
{
    public string Url { get; } = url;

    /// <summary>What signs them there.</summary>
    public string Secret { get; } = secret;

    /// <summary>The webhook config of that address, if it is one.</summary>
    public WebhookConfig? Config { get; } = config;
}
