using System.Security.Cryptography;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Endpoints;

/// <summary>Makes secrets and tokens: 43 letters and digits, over 250 bits.</summary>
internal static class Secrets
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string New() => RandomNumberGenerator.GetString(Letters, Assumed.SecretLength);
}
