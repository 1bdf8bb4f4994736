using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Ricloud.Tests.Support;
using Ricloud.Webhooks;
using Xunit;

namespace Ricloud.Tests.Webhooks;

/// <summary>The vectors that were computed with the vendor's own client.</summary>
public sealed class SignatureVectorTests
{
    public static TheoryData<string, string, long, string, string> Vectors { get; } = Read();

    [Fact]
    public void The_vectors_are_there() => Assert.True(Vectors.Count >= 8, $"{Vectors.Count} vectors");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Signing_gives_the_vectors_header(string name, string secret, long timestamp, string body, string header) =>
        Assert.True(header == WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret, DateTimeOffset.FromUnixTimeSeconds(timestamp)), name);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_vectors_header_is_valid_at_its_time(string name, string secret, long timestamp, string body, string header)
    {
        var verification = WebhookSignature.Verify(header, Encoding.UTF8.GetBytes(body), [secret], DateTimeOffset.FromUnixTimeSeconds(timestamp));
        Assert.True(verification.IsValid, name);
        Assert.Equal(timestamp, verification.Timestamp is { } time ? new DateTimeOffset(time).ToUnixTimeSeconds() : (long?)null);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_vectors_header_is_refused_for_another_body_or_secret(string name, string secret, long timestamp, string body, string header)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(timestamp);
        Assert.True(WebhookSignature.Verify(header, Encoding.UTF8.GetBytes(body + " "), [secret], now).Verdict == WebhookVerdict.Mismatch, name);
        Assert.True(WebhookSignature.Verify(header, Encoding.UTF8.GetBytes(body), [secret + " "], now).Verdict == WebhookVerdict.Mismatch, name);
    }

    private static TheoryData<string, string, long, string, string> Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(RepositoryFolders.Fixture("signatures.json")));
        IEnumerable<(string, string, long, string, string)> rows = json.RootElement.GetProperty("vectors").EnumerateArray().Select(static vector => (
            vector.GetProperty("name").GetString()!,
            vector.GetProperty("secret").GetString()!,
            vector.GetProperty("timestamp").GetInt64(),
            vector.GetProperty("body").GetString()!,
            vector.GetProperty("header").GetString()!));
        return [.. rows];
    }
}
