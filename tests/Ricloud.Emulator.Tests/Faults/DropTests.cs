using System;
using System.Net.Http;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary>Connections that end without an answer, seen from the socket.</summary>
public sealed class DropTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("before", "reset", 0)]
    [InlineData("before", "close", 0)]
    [InlineData("after", "reset", 1)]
    [InlineData("after", "close", 1)]
    public async Task A_drop_ends_the_connection_without_a_byte_and_only_one_after_handling_has_committed(
        string when, string ending, int committed)
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(new { kind = "drop", when, ending, times = 1 });

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "POST", FaultScene.Configs, body);

        Assert.Empty(answer.Bytes);
        Assert.Equal(ending == "reset", answer.IsReset);
        Assert.Equal(
            committed == 1 ? "dropped - 201 drop" : "dropped - - drop", Assert.Single(await _emulator.RequestsAsync()).Told());
        Assert.Equal(committed, await _emulator.CountAsync(url));
    }

    [Fact]
    public async Task An_http_client_sees_a_failed_request_and_the_next_connection_is_served()
    {
        await _emulator.SetAsync(new { kind = "drop", nth = 2 });

        Assert.Equal(200, (await _emulator.GetAsync("/key")).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => _emulator.GetAsync("/key"));
        Assert.Equal(200, (await _emulator.GetAsync("/key")).Status);
    }

    [Fact]
    public async Task A_drop_before_handling_asks_for_no_token_and_one_after_it_has_refused_without_one()
    {
        await _emulator.SetAsync(new { kind = "drop", when = "before", nth = 1 }, new { kind = "drop", when = "after", nth = 2 });

        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() =>
                _emulator.SendAsync(HttpMethod.Get, "/key", null, ("Authorization", "Token wrong")));
        }

        Assert.Equal(
            "dropped - - drop, dropped - 401 drop",
            string.Join(", ", Array.ConvertAll([.. await _emulator.RequestsAsync()], FaultScene.Told)));
    }
}
