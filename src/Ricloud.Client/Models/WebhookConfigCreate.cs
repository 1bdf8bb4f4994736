namespace Ricloud.Models;

/// <summary>What a webhook config is created from.</summary>
internal sealed class WebhookConfigCreate
{
    /// <summary>The receiver's address, sent exactly as it is. Required.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>
    /// Sends it again when no answer came in time and it isn't found, rather than ending with
    /// <see cref="RicloudErrorKind.CreateInDoubt"/>. A request that is still alive then makes a second config. Not sent to the API.
    /// </summary>
    public bool RetryInDoubt { get; init; }
}
