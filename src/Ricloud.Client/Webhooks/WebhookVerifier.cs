using System.Globalization;
using System.Text;

namespace Ricloud.Webhooks;

/// <summary>
/// Signs and verifies as <see cref="WebhookSignature"/> does, with keys that are made once: for whoever does it often.
/// Safe for several callers at once.
/// </summary>
internal sealed class WebhookVerifier : IDisposable
{
    /// <summary>Later than any clock or tolerance reaches, and near enough to subtract from.</summary>
    private const long EndOfTime = 10_000_000_000_000;

    private static readonly byte[] Nothing = [];
    private static readonly long LastMoment = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly SigningKey[] _keys;
    private readonly string[] _secrets;
    private readonly double _oldest;
    private readonly double _farthest;

    /// <summary>Makes the keys.</summary>
    /// <param name="secrets">The secrets that are accepted, at least one; more while one is being replaced. The first one signs.</param>
    /// <param name="tolerance">How old a signature may be; <see langword="null"/> for <see cref="WebhookSignature.DefaultTolerance"/>.</param>
    /// <param name="futureTolerance">How far in the future its time may be; <see langword="null"/> for <see cref="WebhookSignature.DefaultFutureTolerance"/>.</param>
    /// <exception cref="ArgumentException">There is no secret, an empty one, or a tolerance is negative.</exception>
    public WebhookVerifier(IReadOnlyCollection<string> secrets, TimeSpan? tolerance = null, TimeSpan? futureTolerance = null)
    {
        if (secrets is null || secrets.Count == 0 || secrets.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("There is no secret to verify with, or an empty one: give at least one.", nameof(secrets));
        }

        _oldest = (tolerance ?? WebhookSignature.DefaultTolerance).TotalSeconds;
        _farthest = (futureTolerance ?? WebhookSignature.DefaultFutureTolerance).TotalSeconds;
        if (_oldest < 0 || _farthest < 0)
        {
            throw new ArgumentException("A tolerance can't be negative.", nameof(tolerance));
        }

        _secrets = [.. secrets];
        _keys = [.. secrets.Select(static secret => new SigningKey(secret))];
    }

    /// <summary>Signs a body with the first secret.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="timestamp">The time of signing; whole seconds count. 1970 or later.</param>
    /// <returns>The header's value.</returns>
    /// <exception cref="ArgumentException">The time is before 1970.</exception>
    public string Sign(byte[] body, DateTimeOffset timestamp)
    {
        var seconds = timestamp.ToUnixTimeSeconds();
        if (seconds < 0)
        {
            throw new ArgumentException("A signature's time can't be before 1970.", nameof(timestamp));
        }

        var digits = seconds.ToString(CultureInfo.InvariantCulture);
        return "t=" + digits + ",s=" + Convert.ToBase64String(_keys[0].Digest(Encoding.ASCII.GetBytes(digits + "."), body ?? Nothing));
    }

    /// <summary>Verifies a delivery. Never throws for any header or body.</summary>
    /// <param name="header">The header's value; <see langword="null"/> when it is missing.</param>
    /// <param name="body">The raw body; <see langword="null"/> counts as empty.</param>
    /// <param name="now">The time now.</param>
    /// <returns>The verdict.</returns>
    public WebhookVerification Verify(string? header, byte[]? body, DateTimeOffset now)
    {
        if (SignatureHeader.Read(header) is not { } signature)
        {
            return Verdict(WebhookVerdict.Malformed, string.IsNullOrEmpty(header)
                ? $"There is no {WebhookSignature.HeaderName} header: the request isn't from the API, or a proxy dropped it."
                : $"The {WebhookSignature.HeaderName} header isn't of the form t=<seconds>,s=<base64>: the request isn't from the API, or a proxy changed it.");
        }

        var time = TimeOf(signature.Timestamp);
        if (!MatchesAny(_keys, signature, body ?? Nothing))
        {
            return Verdict(WebhookVerdict.Mismatch, WhyNot(signature, body ?? Nothing), time);
        }

        var age = now.ToUnixTimeSeconds() - Math.Min(signature.Timestamp, EndOfTime);
        if (age > _oldest)
        {
            return Verdict(WebhookVerdict.TooOld, FormattableString.Invariant($"Signed {age} s ago, more than the {_oldest:0.###} s that are tolerated: check this machine's clock, or whether an old request was sent again."), time);
        }

        return -age > _farthest
            ? Verdict(WebhookVerdict.FromFuture, FormattableString.Invariant($"Signed {(decimal)signature.Timestamp - now.ToUnixTimeSeconds()} s in the future, more than the {_farthest:0.###} s that are tolerated: check this machine's clock."), time)
            : Verdict(WebhookVerdict.Valid, "Signed with one of the secrets, and in time.", time);
    }

    /// <summary>Wipes the keys. Verifying is over then.</summary>
    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }

    /// <summary>White space that came along, or got lost, is the commonest reason and the hardest to see. It is looked for after the verdict.</summary>
    private string WhyNot(SignatureHeader signature, byte[] body)
    {
        var bare = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Trim());
        foreach (var secret in _secrets)
        {
            string[] variants = secret.Trim() == secret ? [secret + "\n", secret + "\r\n", secret + " ", " " + secret] : [secret.Trim()];
            if (Array.Exists(variants, variant => MatchesAny([variant], signature, body)))
            {
                return variants.Length == 1
                    ? "The signature matches the secret without the white space around it: pass it without."
                    : "The signature matches the secret with white space behind or before it: whoever signed has it with a line break or a space.";
            }

            if (bare.Length != body.Length && MatchesAny([secret], signature, bare))
            {
                return "The signature matches the body without the white space around it: use the raw body as it came.";
            }
        }

        return "The signature matches none of the secrets: check that the secret is this webhook config's own, and that the raw body was used as it came.";
    }

    private static bool MatchesAny(string[] secrets, SignatureHeader signature, byte[] body)
    {
        SigningKey[] keys = [.. secrets.Where(static secret => secret.Length > 0).Select(static secret => new SigningKey(secret))];
        var matches = MatchesAny(keys, signature, body);
        Array.ForEach(keys, static key => key.Dispose());
        return matches;
    }

    private static WebhookVerification Verdict(string verdict, string reason, DateTimeOffset? time = null) =>
        new() { Verdict = verdict, Reason = reason, Timestamp = time?.LocalDateTime };

    private static DateTimeOffset? TimeOf(long seconds) =>
        seconds <= LastMoment ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Looks at every candidate and every key whatever the others gave, so that time tells nothing.</summary>
    private static bool MatchesAny(SigningKey[] keys, SignatureHeader signature, byte[] body)
    {
        var matches = false;
        foreach (var key in keys)
        {
            var expected = key.Digest(signature.SignedPrefix, body);
            matches |= AreEqual(expected, signature.Candidate);
            foreach (var candidate in signature.OtherCandidates)
            {
                matches |= AreEqual(expected, candidate);
            }
        }

        return matches;
    }

    private static bool AreEqual(byte[] expected, byte[] candidate)
    {
        if (candidate.Length != expected.Length)
        {
            return false;
        }

        var difference = 0;
        for (var index = 0; index < expected.Length; index++)
        {
            difference |= expected[index] ^ candidate[index];
        }

        return difference == 0;
    }
}
