using System.Globalization;
using System.Security.Cryptography;

namespace Ricloud.Emulator.Deliveries;

/// <summary>The signature of a delivery: HMAC-SHA256 over the time, a dot and the raw body.</summary>
internal static class Signature
{
    /// <param name="secret">The config's secret; its UTF-8 bytes are the key.</param>
    /// <param name="unixSeconds">When the delivery is sent.</param>
    /// <param name="body">The bytes that are sent.</param>
    public static string Header(string secret, long unixSeconds, ReadOnlySpan<byte> body) =>
        string.Create(CultureInfo.InvariantCulture, $"t={unixSeconds},s={Convert.ToBase64String(Compute(secret, unixSeconds, body))}");

    public static byte[] Compute(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{unixSeconds}.")));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
