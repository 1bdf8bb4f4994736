using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Fuzz;

/// <summary>
/// A second opinion, written from the grammar alone and sharing no code with the client: slow, plain, and made of what the
/// framework brings.
/// </summary>
internal static partial class SignatureOracle
{
    private const int LongestHeader = 4096;

    public static string Judge(SignatureCase delivery)
    {
        if (Parts(delivery.Header) is not { } parts)
        {
            return WebhookVerdict.Malformed;
        }

        string[] times = [.. parts.Where(static part => part.Key == "t").Select(static part => part.Value)];
        string[] signatures = [.. parts.Where(static part => part.Key == "s").Select(static part => part.Value)];
        if (times.Length != 1 || !Digits().IsMatch(times[0]) || BigInteger.Parse(times[0], null) > long.MaxValue
            || signatures.Length == 0 || !signatures.All(IsCanonical))
        {
            return WebhookVerdict.Malformed;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(times[0] + "."), .. delivery.Body];
        if (!delivery.Secrets.Any(secret => signatures.Contains(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)))))
        {
            return WebhookVerdict.Mismatch;
        }

        BigInteger age = delivery.Now - BigInteger.Parse(times[0], null);
        return age > (BigInteger)(delivery.Tolerance ?? TimeSpan.FromSeconds(600)).TotalSeconds ? WebhookVerdict.TooOld
            : -age > (BigInteger)(delivery.FutureTolerance ?? TimeSpan.FromSeconds(60)).TotalSeconds ? WebhookVerdict.FromFuture
            : WebhookVerdict.Valid;
    }

    /// <summary>
    /// Whether one delivery says what the other one says, by its data alone: the same time, the same body, and a key that
    /// HMAC can't tell from the other one's. What is valid beside a valid one must pass this too.
    /// </summary>
    public static bool SaysTheSame(SignatureCase original, SignatureCase mutated) =>
        Time(original) is { } time
        && time == Time(mutated)
        && original.Body.AsSpan().SequenceEqual(mutated.Body)
        && original.Secrets.Any(secret => mutated.Secrets.Any(other => Key(secret).SequenceEqual(Key(other))));

    private static string? Time(SignatureCase delivery) =>
        Parts(delivery.Header)?.FirstOrDefault(static part => part.Key == "t").Value;

    /// <summary>HMAC hashes a key that is longer than a block, and fills a shorter one up with zeros.</summary>
    private static byte[] Key(string secret)
    {
        byte[] key = Encoding.UTF8.GetBytes(secret);
        byte[] block = new byte[64];
        (key.Length > block.Length ? SHA256.HashData(key) : key).CopyTo(block, 0);
        return block;
    }

    private static List<(string Key, string Value)>? Parts(string? header)
    {
        if (string.IsNullOrEmpty(header) || header.Length > LongestHeader)
        {
            return null;
        }

        List<(string, string)> parts = [];
        foreach (string text in header.Split(','))
        {
            Match part = Part().Match(text);
            if (!part.Success)
            {
                return null;
            }

            parts.Add((part.Groups["key"].Value, part.Groups["value"].Value));
        }

        return parts;
    }

    private static bool IsCanonical(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int count) && Convert.ToBase64String(bytes, 0, count) == base64;
    }

    [GeneratedRegex(@"\A[ \t]*(?<key>[^= \t][^=]*)=(?<value>.*?)[ \t]*\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
