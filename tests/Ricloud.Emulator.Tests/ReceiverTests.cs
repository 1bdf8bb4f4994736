using System;
using System.Diagnostics;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

/// <summary>The receiver that is built in.</summary>
public sealed class ReceiverTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task It_shows_what_came_with_the_verdict_on_its_signature()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("shown"));

        JsonElement request = Assert.Single((await _emulator.GetAsync("/_emulator/receiver/shown")).Json.GetProperty("data").EnumerateArray());

        Assert.Equal("valid", config.GetProperty("state").GetString());
        Assert.Equal("valid", request.GetProperty("verdict").GetString());
        Assert.Equal(200, request.GetProperty("status").GetInt32());
        using JsonDocument body = JsonDocument.Parse(request.GetProperty("body").GetString()!);
        Assert.Equal(request.GetProperty("event").GetString(), body.RootElement.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("nonsense", "malformed")]
    [InlineData("t=1,s=AAAA", "mismatch")]
    [InlineData("t=99999999999999999999,s=AAAA", "malformed")]
    [InlineData("t=1,s=*", "malformed")]
    public async Task Anybody_may_post_and_a_wrong_signature_shows(string? signature, string verdict)
    {
        string name = $"verdict-{Guid.NewGuid():N}";
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl(name));

        Answer answer = await _emulator.SendAsync(
            HttpMethod.Post, $"/_emulator/receiver/{name}/some-id", "{}", ("Authorization", ""), ("Ricloud-Signature", signature));

        Assert.Equal(200, answer.Status);
        JsonElement newest = (await _emulator.GetAsync($"/_emulator/receiver/{name}")).Json.GetProperty("data")[0];
        Assert.Equal(verdict, newest.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task It_keeps_the_last_hundred()
    {
        for (int i = 0; i < 105; i++)
        {
            await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/many", $"{i}");
        }

        JsonElement list = (await _emulator.GetAsync("/_emulator/receiver/many")).Json;

        Assert.Equal(100, list.GetProperty("data").GetArrayLength());
        Assert.Equal("104", list.GetProperty("data")[0].GetProperty("body").GetString());
        Assert.Equal("5", list.GetProperty("data")[99].GetProperty("body").GetString());
    }

    [Fact]
    public async Task Its_url_chooses_status_and_delay()
    {
        Stopwatch clock = Stopwatch.StartNew();
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("chosen") + "?status=503&delay=300");
        Answer tasks = await _emulator.GetAsync($"/tasks?target={config.GetProperty("id")}");

        Assert.Equal("invalid", config.GetProperty("state").GetString());
        Assert.Equal("status-503", tasks.Json.GetProperty("data")[0].GetProperty("error").GetString());
        Assert.True(clock.ElapsedMilliseconds >= 300);
        (await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/chosen?status=abc&delay=-1", "{}"))
            .AssertRefused(400, "invalid-parameter", "status", "delay");
    }

    [Fact]
    public async Task Nobody_reads_it_without_a_token() =>
        (await _emulator.SendAsync(HttpMethod.Get, "/_emulator/receiver/shown", null, ("Authorization", ""))).AssertRefused(401, "unauthorized");

    [Fact]
    public async Task A_test_sent_before_the_answer_is_there_when_the_create_is_answered()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--test-before-answer");
        await using Receiver silent = Receiver.Doing((_, _, stop) => Task.Delay(System.Threading.Timeout.Infinite, stop));
        Stopwatch clock = Stopwatch.StartNew();

        Answer created = await emulator.PostAsync("/configs/webhook", new { url = silent.Url });

        Assert.Equal("new", created.State);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), "It waited for the receiver's answer.");
        await silent.NextAsync();
        Assert.Single(silent.Deliveries);
        Assert.Equal(201, (await emulator.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:1/" })).Status);
    }
}
