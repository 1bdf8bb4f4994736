using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ricloud.Emulator.Tests.Support;

public sealed record ReceivedDelivery(string RequestLine, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Target => RequestLine.Split(' ')[1];

    public string EventId => Json.GetProperty("id").GetString()!;

    public string Name => $"{Json.GetProperty("type").GetString()}.{Json.GetProperty("action").GetString()}";

    /// <summary>Checked here from the contract's words alone.</summary>
    public bool IsSignedWith(string secret)
    {
        string[] parts = Headers["Ricloud-Signature"].Split(',', 2);
        long time = long.Parse(parts[0]["t=".Length..], CultureInfo.InvariantCulture);
        byte[] message = [.. Encoding.ASCII.GetBytes($"{time}."), .. Body];
        string expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));
        return parts[1] == $"s={expected}" && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - time) < 60;
    }
}
