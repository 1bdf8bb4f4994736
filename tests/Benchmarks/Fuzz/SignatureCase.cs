using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Fuzz;

/// <summary>One delivery as a receiver meets it.</summary>
internal sealed record SignatureCase
{
    public required string? Header { get; init; }

    public required byte[] Body { get; init; }

    public required string[] Secrets { get; init; }

    /// <summary>The receiver's clock, in Unix seconds.</summary>
    public required long Now { get; init; }

    /// <summary>Null for the default.</summary>
    public TimeSpan? Tolerance { get; init; }

    /// <summary>Null for the default.</summary>
    public TimeSpan? FutureTolerance { get; init; }

    public string Verify() =>
        WebhookSignature.Verify(Header, Body, Secrets, DateTimeOffset.FromUnixTimeSeconds(Now), Tolerance, FutureTolerance).Verdict;

    /// <summary>All of it in one line, with nothing that a terminal would swallow.</summary>
    public override string ToString()
    {
        StringBuilder line = new();
        line.Append("header=").Append(JsonSerializer.Serialize(Header));
        line.Append(" body=0x").Append(Convert.ToHexString(Body));
        line.Append(" secrets=").Append(string.Join('|', Secrets.Select(static secret => JsonSerializer.Serialize(secret))));
        line.Append(CultureInfo.InvariantCulture, $" now={Now} tolerance={Tolerance?.TotalSeconds} future={FutureTolerance?.TotalSeconds}");
        return line.ToString();
    }
}
