using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Ricloud;

/// <summary>Signs and verifies with keys that are ready, for whoever does it often. Safe for several callers.</summary>
internal sealed class WebhookVerifier : IDisposable
{
    private static readonly byte[] Nothing = [];

    private readonly HMACSHA256[] _keys;
    private readonly TimeSpan _tolerance;
    private readonly TimeSpan _futureTolerance;

    /// <exception cref="ArgumentException">There is no secret, an empty one, or a tolerance is negative.</exception>
    internal WebhookVerifier(IReadOnlyCollection<string> secrets, TimeSpan? tolerance = null, TimeSpan? futureTolerance = null)
    {
        if (secrets is null || secrets.Count == 0 || secrets.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("There is no secret to verify with, or an empty one: give at least one.", nameof(secrets));
        }

        _tolerance = tolerance ?? WebhookSignature.DefaultTolerance;
        _futureTolerance = futureTolerance ?? WebhookSignature.DefaultFutureTolerance;
        if (_tolerance < TimeSpan.Zero || _futureTolerance < TimeSpan.Zero)
        {
            throw new ArgumentException("A tolerance can't be negative.", nameof(tolerance));
        }

        _keys = [.. secrets.Select(static secret => new HMACSHA256(Encoding.UTF8.GetBytes(secret)))];
    }

    /// <exception cref="ArgumentException">The time is before 1970.</exception>
    internal string Sign(byte[] body, DateTimeOffset timestamp)
    {
        long seconds = timestamp.ToUnixTimeSeconds();
        if (seconds < 0)
        {
            throw new ArgumentException("A signature's time can't be before 1970.", nameof(timestamp));
        }

        string digits = seconds.ToString(CultureInfo.InvariantCulture);
        return "t=" + digits + ",s=" + Convert.ToBase64String(Digest(_keys[0], Prefix(digits), body ?? Nothing));
    }

    internal WebhookVerification Verify(string? header, byte[]? body, DateTimeOffset now)
    {
        if (SignatureHeader.Read(header) is not { } signature)
        {
            return Verdict(WebhookVerdict.Malformed, string.IsNullOrEmpty(header)
                ? $"There is no {WebhookSignature.HeaderName} header: the request isn't from the API, or a proxy dropped it."
                : $"The {WebhookSignature.HeaderName} header isn't of the form t=<seconds>,s=<base64>: the request isn't from the API, or a proxy changed it.");
        }

        DateTimeOffset? time = TimeOf(signature.Timestamp);
        if (!MatchesAny(signature, body ?? Nothing))
        {
            return Verdict(WebhookVerdict.Mismatch, "The signature matches none of the secrets: check that the secret is this webhook config's own, and that the raw body was used as it came.", time);
        }

        // A decimal, since what digits can name and what a clock can say are further apart than a long is wide.
        decimal age = (decimal)now.ToUnixTimeSeconds() - signature.Timestamp;
        if (age > (decimal)_tolerance.TotalSeconds)
        {
            return Verdict(WebhookVerdict.TooOld, $"Signed {age} s ago, more than the {_tolerance.TotalSeconds:0.###} s that are tolerated: check this machine's clock, or whether an old request was sent again.", time);
        }

        return -age > (decimal)_futureTolerance.TotalSeconds
            ? Verdict(WebhookVerdict.FromFuture, $"Signed {-age} s in the future, more than the {_futureTolerance.TotalSeconds:0.###} s that are tolerated: check this machine's clock.", time)
            : Verdict(WebhookVerdict.Valid, "Signed with one of the secrets, and in time.", time);
    }

    public void Dispose()
    {
        foreach (HMACSHA256 key in _keys)
        {
            key.Dispose();
        }
    }

    private static WebhookVerification Verdict(WebhookVerdict verdict, string reason, DateTimeOffset? time = null) =>
        new() { Verdict = verdict, Reason = reason, Timestamp = time };

    private static DateTimeOffset? TimeOf(long seconds) =>
        seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static byte[] Prefix(string digits) => Encoding.ASCII.GetBytes(digits + ".");

    /// <summary>Looks at every candidate and every key whatever the others gave, so that time tells nothing.</summary>
    private bool MatchesAny(SignatureHeader signature, byte[] body)
    {
        byte[] prefix = Prefix(signature.TimestampText);
        bool matches = false;
        foreach (HMACSHA256 key in _keys)
        {
            byte[] expected = Digest(key, prefix, body);
            foreach (byte[] candidate in signature.Candidates)
            {
                matches |= AreEqual(expected, candidate);
            }
        }

        return matches;
    }

    private static byte[] Digest(HMACSHA256 key, byte[] prefix, byte[] body)
    {
        lock (key)
        {
            key.Initialize();
            key.TransformBlock(prefix, 0, prefix.Length, null, 0);
            key.TransformBlock(body, 0, body.Length, null, 0);
            key.TransformFinalBlock(Nothing, 0, 0);
            return key.Hash;
        }
    }

    private static bool AreEqual(byte[] expected, byte[] candidate)
    {
        if (candidate.Length != expected.Length)
        {
            return false;
        }

        int difference = 0;
        for (int index = 0; index < expected.Length; index++)
        {
            difference |= expected[index] ^ candidate[index];
        }

        return difference == 0;
    }
}
