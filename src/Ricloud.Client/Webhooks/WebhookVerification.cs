using Ricloud.Webhooks;

namespace Ricloud;

/// <summary>A verdict on a signature, with a sentence that says what to check.</summary>
public sealed class WebhookVerification : RicloudObject
{
    /// <summary>The verdict.</summary>
    public string Verdict { get; init; } = WebhookVerdict.Malformed;

    /// <summary>What was found and, when it isn't valid, what to check. Holds no secret and nothing of the header.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>When it was signed, in local time, as the header says; <see langword="null"/> when it can't be read or is beyond what a date can hold.</summary>
    public DateTime? Timestamp { get; init; }

    /// <summary>Whether the verdict is <see cref="WebhookVerdict.Valid"/>.</summary>
    public bool IsValid => Verdict == WebhookVerdict.Valid;
}
