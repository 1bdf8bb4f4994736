using System.Globalization;
using System.Security.Cryptography;
using Ricloud.Emulator.Deliveries;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What the built-in receiver thinks of a signature.</summary>
internal static class SignatureVerdict
{
    private const int PastTolerance = 600;
    private const int FutureTolerance = 60;

    /// <param name="header">The header; null when there was none.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="secrets">The secrets of the configs that may have sent it.</param>
    /// <param name="now">Unix seconds.</param>
    public static string Judge(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, long now)
    {
        if (header is null)
        {
            return "missing";
        }

        if (!TryParse(header, out var time, out var signature))
        {
            return "malformed";
        }

        if (secrets.Count == 0)
        {
            return "unknown";
        }

        var matches = false;
        foreach (var secret in secrets)
        {
            matches |= CryptographicOperations.FixedTimeEquals(Signature.Compute(secret, time, body), signature);
        }

        return (matches, now - time) switch
        {
            (false, _) => "mismatch",
            (true, > PastTolerance) => "too-old",
            (true, < -FutureTolerance) => "from-future",
            _ => "valid",
        };
    }

    private static bool TryParse(string header, out long time, out byte[] signature)
    {
        time = 0;
        signature = [];
        var parts = header.Split(',', StringSplitOptions.TrimEntries);
        var t = parts.FirstOrDefault(p => p.StartsWith("t=", StringComparison.Ordinal))?[2..];
        var s = parts.FirstOrDefault(p => p.StartsWith("s=", StringComparison.Ordinal))?[2..];
        if (s is null || !long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out time))
        {
            return false;
        }

        var decoded = new byte[s.Length];
        if (!Convert.TryFromBase64String(s, decoded, out var length))
        {
            return false;
        }

        signature = decoded[..length];
        return true;
    }
}
