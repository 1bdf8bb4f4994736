using System.Globalization;
using System.Security.Cryptography;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What the built-in receiver thinks of a signature.</summary>
internal static class SignatureVerdict
{
    private const int PastTolerance = 600;
    private const int FutureTolerance = 60;

    /// <param name="header">The header; null when there was none.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="signers">The configs that may have sent it.</param>
    /// <param name="now">Unix seconds.</param>
    /// <returns>The verdict, and the id of the config whose secret it is signed with; null for none.</returns>
    public static (string Verdict, long? SignedBy) Judge(string? header, ReadOnlySpan<byte> body, IReadOnlyList<Signer> signers, long now)
    {
        if (header is null)
        {
            return ("missing", null);
        }

        if (!TryParse(header, out var time, out var signature))
        {
            return ("malformed", null);
        }

        if (signers.Count == 0)
        {
            return ("unknown", null);
        }

        long? signedBy = null;
        foreach (var signer in signers)
        {
            if (CryptographicOperations.FixedTimeEquals(Signature.Compute(signer.Secret, time, body), signature))
            {
                signedBy ??= signer.Config;
            }
        }

        var verdict = (signedBy, now - time) switch
        {
            (null, _) => "mismatch",
            (_, > PastTolerance) => "too-old",
            (_, < -FutureTolerance) => "from-future",
            _ => "valid",
        };
        return (verdict, signedBy);
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
