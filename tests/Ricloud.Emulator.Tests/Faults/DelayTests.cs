using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

public sealed class DelayTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task The_right_answer_comes_late(string when)
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(new { kind = "delay", ms = 300, when });
        Stopwatch clock = Stopwatch.StartNew();

        Answer answer = await _emulator.SendAsync(HttpMethod.Post, FaultScene.Configs, body);

        Assert.True(clock.ElapsedMilliseconds >= 290);
        Assert.Equal(201, answer.Status);
        Assert.Equal(url, answer.Json.GetProperty("url").GetString());
        Assert.Equal("answered 201 201 delay", Assert.Single(await _emulator.RequestsAsync()).Told());
    }

    [Fact]
    public async Task A_delay_after_handling_has_committed_before_it_begins()
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(new { kind = "delay", ms = 600_000, when = "after", method = "POST" });
        using Wire wire = await Wire.SendAsync(_emulator, "POST", FaultScene.Configs, body);

        await _emulator.WaitForAsync(
            "/_emulator/requests?method=post", found => found.GetProperty("data").EnumerateArray().Any(r => r.Told() == "pending - 201 delay"));

        Assert.Equal(1, await _emulator.CountAsync(url));
    }

    [Fact]
    public async Task A_request_held_before_handling_is_handled_when_its_caller_has_gone()
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(new { kind = "delay", ms = 400, method = "POST" });
        using (Wire wire = await Wire.SendAsync(_emulator, "POST", FaultScene.Configs, body))
        {
            await _emulator.WaitForAsync("/_emulator/requests", found => found.GetProperty("data").EnumerateArray().Any(r => r.Told() == "pending - - delay"));
        }

        JsonElement held = Assert.Single(await _emulator.RequestsAsync("?method=POST"));

        Assert.Equal("abandoned - 201 delay", held.Told());
        Assert.Equal(1, await _emulator.CountAsync(url));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_all_the_same()
    {
        await _emulator.SetAsync(new { kind = "delay", ms = 10 });

        Answer answer = await _emulator.SendAsync(HttpMethod.Post, FaultScene.Configs, new string(' ', (1024 * 1024) + 1));

        answer.AssertRefused(413, "body-too-large");
    }

    [Fact]
    public async Task The_end_of_the_process_waits_for_no_delay()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--attached");
        await emulator.SetAsync(new { kind = "delay", ms = 600_000 });
        using Wire wire = await Wire.SendAsync(emulator, "GET", "/key");
        await emulator.WaitForAsync("/_emulator/requests", found => found.GetProperty("data").GetArrayLength() == 1);

        emulator.Process.StandardInput.Close();

        Assert.Empty((await wire.ReadToEndAsync()).Bytes);
        await emulator.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(0, emulator.Process.ExitCode);
    }
}
