using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary>The API's own answers, spoilt on their way.</summary>
public sealed class BodyTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task A_truncated_answer_announces_all_of_a_body_and_ends_within_it(int? bytes)
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(bytes is null ? new { kind = "truncate" } : new { kind = "truncate", bytes });

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "POST", FaultScene.Configs, body);

        int whole = answer.AnnouncedLength;
        Assert.Equal(201, answer.Status);
        Assert.InRange(whole, 100, 1000);
        Assert.Equal(bytes is { } sent ? Math.Min(sent, whole - 1) : whole / 2, answer.Body.Length);
        Assert.False(answer.IsReset);
        Assert.Equal("cut 201 201 truncate", Assert.Single(await _emulator.RequestsAsync()).Told());
        Assert.Equal(1, await _emulator.CountAsync(url));
    }

    [Theory]
    [InlineData("truncate")]
    [InlineData("wrong-length")]
    public async Task An_http_client_sees_the_cut(string kind)
    {
        await _emulator.SetAsync(new { kind });

        await Assert.ThrowsAsync<HttpRequestException>(() => _emulator.GetAsync("/key"));
    }

    [Theory]
    [InlineData(null, 16)]
    [InlineData(5, 5)]
    [InlineData(-5, -5)]
    [InlineData(-1_000_000, null)]
    public async Task A_wrong_length_is_announced_with_the_whole_body(int? by, int? difference)
    {
        await _emulator.SetAsync(by is null ? new { kind = "wrong-length" } : new { kind = "wrong-length", by });

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "GET", "/organisation");

        Assert.EndsWith("}", answer.Text, StringComparison.Ordinal);
        Assert.Equal(difference is null ? 0 : answer.Body.Length + difference, answer.AnnouncedLength);
        Assert.Equal(
            by is null or > 0 ? "cut 200 200 wrong-length" : "answered 200 200 wrong-length",
            Assert.Single(await _emulator.RequestsAsync()).Told());
    }

    [Fact]
    public async Task A_slow_body_comes_in_pieces_after_its_head()
    {
        await _emulator.SetAsync(new { kind = "slow", bytes = 50, ms = 60 });
        using Wire wire = await Wire.SendAsync(_emulator, "GET", "/key", close: true);

        string head = Encoding.UTF8.GetString(await wire.ReadAsync());
        int reads = 0;
        while ((await wire.ReadAsync()).Length is > 0 and <= 50)
        {
            reads++;
        }

        WireAnswer answer = await wire.ReadToEndAsync();
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
        Assert.Equal((answer.AnnouncedLength + 49) / 50, reads);
        Assert.Equal(answer.AnnouncedLength, answer.Body.Length);
    }

    [Fact]
    public async Task Invalid_utf8_comes_in_an_answer_that_is_right_otherwise()
    {
        await _emulator.SetAsync(new { kind = "invalid-utf8" });

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "GET", "/key", close: true);

        Assert.Equal(answer.AnnouncedLength, answer.Body.Length);
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(answer.Body));
        Assert.Contains("\"\uFFFDkey\"", answer.Text, StringComparison.Ordinal);
    }
}
