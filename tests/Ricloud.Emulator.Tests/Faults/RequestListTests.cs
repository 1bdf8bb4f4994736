using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary>What arrived, for counting.</summary>
public sealed class RequestListTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task Requests_are_listed_in_their_order_without_token_secret_or_body()
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync();

        Answer created = await _emulator.SendAsync(HttpMethod.Post, FaultScene.Configs, body);
        await _emulator.GetAsync($"{FaultScene.Configs}?limit=3&state=new");
        await _emulator.GetAsync("/nowhere");
        await _emulator.SendAsync(HttpMethod.Get, "/key", null, ("Authorization", "Token planted-token"));
        await _emulator.GetAsync("/_emulator/health");
        Answer list = await _emulator.GetAsync("/_emulator/requests");

        Assert.Equal(
            [
                "POST /configs/webhook  201", "GET /configs/webhook ?limit=3&state=new 200", "GET /nowhere  404", "GET /key  401",
            ],
            list.Json.GetProperty("data").EnumerateArray().Select(request => string.Join(
                ' ', ((string[])["method", "path", "query", "status"]).Select(name => request.GetProperty(name).ToString()))));
        Assert.Equal(4, list.Json.GetProperty("total_count").GetInt64());
        foreach (string hidden in (string[])[_emulator.Token, "planted-token", created.Json.GetProperty("secret").GetString()!, url])
        {
            Assert.DoesNotContain(hidden, list.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_begins_after_a_number_and_takes_a_method_a_path_and_a_limit()
    {
        await _emulator.SetAsync();
        await _emulator.StatusesAsync(3);
        await _emulator.StatusesAsync(2, "/key");
        await _emulator.DeleteAsync("/configs/webhook/999");
        long first = (await _emulator.RequestsAsync())[0].GetProperty("number").GetInt64();

        Assert.Equal(4, (await _emulator.RequestsAsync($"?after={first + 1}")).Count);
        Assert.Equal(5, (await _emulator.RequestsAsync("?method=get")).Count);
        Assert.Single(await _emulator.RequestsAsync("?path=/configs/*/999"));
        Assert.Equal(2, (await _emulator.RequestsAsync("?path=/key")).Count);
        Answer page = await _emulator.GetAsync("/_emulator/requests?limit=2&path=/configs*");
        Assert.Equal(2, page.Json.GetProperty("data").GetArrayLength());
        Assert.Equal(4, page.Json.GetProperty("total_count").GetInt64());
        Assert.True(page.Json.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task Clearing_empties_the_list_and_the_numbers_go_on()
    {
        await _emulator.SetAsync();
        await _emulator.StatusesAsync(1);
        long before = (await _emulator.RequestsAsync())[0].GetProperty("number").GetInt64();

        Answer cleared = await _emulator.DeleteAsync("/_emulator/requests");
        await _emulator.StatusesAsync(1);

        Assert.Empty(cleared.Json.GetProperty("data").EnumerateArray());
        Assert.Equal(before + 1, Assert.Single(await _emulator.RequestsAsync()).GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task What_it_can_not_filter_by_is_refused() =>
        (await _emulator.GetAsync("/_emulator/requests?after=x&limit=0&since=1&path=/a&path=/b")).AssertRefused(
            400, "invalid-parameter", "after", "limit", "since", "path");

    [Fact]
    public async Task The_last_fifty_thousand_are_kept()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        await Wire.RepeatAsync(emulator, "GET", "/key", 50_010);

        JsonElement list = (await emulator.GetAsync("/_emulator/requests?limit=1")).Json;

        Assert.Equal(50_000, list.GetProperty("total_count").GetInt64());
        Assert.Equal(11, list.GetProperty("data")[0].GetProperty("number").GetInt64());
    }
}
