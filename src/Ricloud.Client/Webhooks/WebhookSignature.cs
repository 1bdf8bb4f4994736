namespace Ricloud.Webhooks;

/// <summary>
/// Signs and verifies deliveries: <c>Ricloud-Signature: t=&lt;unix seconds&gt;,s=&lt;base64&gt;</c>, where s is the HMAC-SHA256
/// of <c>&lt;t&gt;.&lt;raw body&gt;</c> keyed with the UTF-8 secret (API contract: seen in the vendor's client). Pure: no clock, no I/O.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "Ricloud-Signature";

    /// <summary>How old a signature may be by default: 600 s, as in the vendor's client.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromSeconds(600);

    /// <summary>How far in the future a signature's time may be by default: 60 s.</summary>
    public static readonly TimeSpan DefaultFutureTolerance = TimeSpan.FromSeconds(60);

    /// <summary>Signs a body.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="secret">The webhook config's secret.</param>
    /// <param name="timestamp">The time of signing; whole seconds count. 1970 or later.</param>
    /// <returns>The header's value.</returns>
    /// <exception cref="ArgumentException">The secret is empty, or the time is before 1970.</exception>
    public static string Sign(byte[] body, string secret, DateTimeOffset timestamp)
    {
        using WebhookVerifier verifier = new(new[] { secret });
        return verifier.Sign(body, timestamp);
    }

    /// <summary>Verifies a delivery. Never throws for any header or body.</summary>
    /// <param name="header">The header's value; <see langword="null"/> when it is missing.</param>
    /// <param name="body">The raw body; <see langword="null"/> counts as empty.</param>
    /// <param name="secrets">The secrets that are accepted, at least one; more while one is being replaced.</param>
    /// <param name="now">The time now.</param>
    /// <param name="tolerance">How old it may be; <see langword="null"/> for <see cref="DefaultTolerance"/>.</param>
    /// <param name="futureTolerance">How far in the future its time may be; <see langword="null"/> for <see cref="DefaultFutureTolerance"/>.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">There is no secret, an empty one, or a tolerance is negative.</exception>
    public static WebhookVerification Verify(
        string? header,
        byte[]? body,
        IReadOnlyCollection<string> secrets,
        DateTimeOffset now,
        TimeSpan? tolerance = null,
        TimeSpan? futureTolerance = null)
    {
        using WebhookVerifier verifier = new(secrets, tolerance, futureTolerance);
        return verifier.Verify(header, body, now);
    }
}
