using System.Text;

namespace Ricloud;

/// <summary>An event as a receiver got it: what the API said, and how and when it came.</summary>
public sealed class ReceivedEvent : RicloudEvent
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes it of an event and the body that it was read from.</summary>
    /// <param name="content">What the body says.</param>
    /// <param name="body">The body as it came, in UTF-8.</param>
    /// <exception cref="DecoderFallbackException">The body isn't UTF-8, so that the event wasn't read from it.</exception>
    public ReceivedEvent(RicloudEvent content, byte[] body)
        : base(content)
    {
        Body = StrictUtf8.GetString(body);
        RawBody = content.HasSecrets ? new RicloudSecret(Body) : Body;
    }

    /// <summary>When the whole request was there, in local time.</summary>
    public DateTime ReceivedAt { get; init; }

    /// <summary><see cref="Webhooks.WebhookVerdict.Valid"/>; <see langword="null"/> when nothing was verified because unsigned events were allowed.</summary>
    public string? Verdict { get; init; }

    /// <summary>The signature header as it came; <see langword="null"/> without one.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// The body exactly as it came, a text whose UTF-8 bytes are what was signed; a <see cref="RicloudSecret"/> when the event
    /// holds a credential.
    /// </summary>
    public object RawBody { get; }

    internal string Body { get; }
}
