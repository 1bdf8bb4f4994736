using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Inspector;

/// <summary>What the inspector's page asks the emulator, without a browser.</summary>
public sealed class InspectionTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync("--retry-delays", "0s,0s");

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task What_happens_comes_as_it_happens_each_with_its_number()
    {
        await using ActivityReader reader = await ActivityReader.OpenAsync(_emulator, 0);
        JsonElement hello = await reader.NextAsync("hello");
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("a"));
        JsonElement created = await reader.NextAsync("config");
        JsonElement request = await reader.NextAsync("request");
        JsonElement received = await reader.NextAsync("received");
        JsonElement sent = await reader.NextAsync("delivery");
        JsonElement tested = await reader.NextAsync("config");

        Assert.True(Guid.TryParse(hello.GetProperty("started").GetString(), out _));
        Assert.Equal("new created", created.GetProperty("state").GetString() + " " + created.GetProperty("reason").GetString());
        Assert.Equal("POST /configs/webhook 201 1", $"{request.GetProperty("method").GetString()} {request.GetProperty("path").GetString()} {request.GetProperty("status").GetInt32()} {request.GetProperty("key").GetInt64()}");
        Assert.Equal("webhook_config.test valid", received.GetProperty("name").GetString() + " " + received.GetProperty("verdict").GetString());
        Assert.Equal("accepted", sent.GetProperty("outcome").GetString());
        Assert.Equal("valid test 1 passed", tested.GetProperty("state").GetString() + " " + tested.GetProperty("reason").GetString());

        await using ActivityReader later = await ActivityReader.OpenAsync(_emulator, sent.GetProperty("number").GetInt64());
        Assert.Equal(tested.GetProperty("number").GetInt64(), (await later.NextAsync("config")).GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task A_delivery_is_told_whole_and_its_tries_and_answers()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("a"));
        await _emulator.PostAsync("/organisation", new { webhook_config_default = 1 });
        await _emulator.PostAsync("/configs/webhook/1", new { url = _emulator.ReceiverUrl("a") + "?status=418" });
        await _emulator.WaitForAsync("/configs/webhook/1", config => config.GetProperty("state").GetString() == "invalid");
        await using ActivityReader reader = await ActivityReader.OpenAsync(_emulator, 0);
        await _emulator.PostAsync("/_emulator/events", new { type = "poll", action = "own", data = new { text = "ä" } });
        JsonElement[] tries = [await reader.NextAsync("delivery", "poll.own"), await reader.NextAsync("delivery", "poll.own")];

        JsonElement whole = (await _emulator.GetAsync($"/_emulator/deliveries/{tries[1].GetProperty("number").GetInt64()}")).Json;
        Answer cut = await _emulator.GetAsync($"/_emulator/deliveries/{tries[1].GetProperty("number").GetInt64()}?limit=10");

        Assert.Equal([1, 2], tries.Select(t => t.GetProperty("try").GetInt32()));
        Assert.Equal("refused status-418", whole.GetProperty("outcome").GetString() + " " + whole.GetProperty("error").GetString());
        Assert.Equal("ä", JsonDocument.Parse(whole.GetProperty("body").GetString()!).RootElement.GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(whole.GetProperty("body_length").GetInt32(), whole.GetProperty("body_bytes").GetBytesFromBase64().Length);
        Assert.Contains("Ricloud-Signature: " + whole.GetProperty("signature").GetString(), whole.GetProperty("headers").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, whole.GetProperty("secret_of").GetInt64());
        Assert.Equal(10, cut.Json.GetProperty("body_bytes").GetBytesFromBase64().Length);
        Assert.DoesNotContain((await _emulator.GetAsync("/configs/webhook/1")).Json.GetProperty("secret").GetString()!, whole.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_goes_where_it_is_wanted_and_changes_nothing_of_the_event()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("a"));
        await using ActivityReader reader = await ActivityReader.OpenAsync(_emulator, 0);
        JsonElement sent = await reader.NextAsync("delivery");
        string path = $"/_emulator/deliveries/{sent.GetProperty("number").GetInt64()}/replay";

        Answer same = await _emulator.PostAsync(path, new { });
        Answer other = await _emulator.PostAsync(path, new { url = _emulator.ReceiverUrl("b") });
        Answer nobody = await _emulator.PostAsync(path, new { url = "http://127.0.0.1:9/x" });

        Assert.Equal([201, 201, 201], new[] { same, other, nobody }.Select(a => a.Status));
        Assert.Equal(["accepted", "accepted", "failed"], new[] { same, other, nobody }.Select(a => a.Json.GetProperty("outcome").GetString()));
        Assert.All(new[] { same, other, nobody }, a => Assert.Equal(sent.GetProperty("number").GetInt64(), a.Json.GetProperty("replay_of").GetInt64()));
        Assert.Equal(2, (await _emulator.GetAsync("/_emulator/receiver/a")).Json.GetProperty("data").GetArrayLength());
        Assert.Equal("delivered", (await _emulator.GetAsync("/events/" + sent.GetProperty("event").GetString())).State);
        (await _emulator.PostAsync(path, new { url = "ftp://x" })).AssertRefused(400, "invalid-parameter", "url");
        (await _emulator.PostAsync("/_emulator/deliveries/999999/replay", new { })).AssertRefused(404, "not-found");
        await _emulator.DeleteAsync("/configs/webhook/1");
        Assert.Equal(400, (await _emulator.PostAsync(path, new { })).Status);
    }

    [Fact]
    public async Task A_configs_history_has_each_change_with_its_reason()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("a"));
        await _emulator.PostAsync("/configs/webhook/1", new { state = "deactivated" });
        await _emulator.PostAsync("/configs/webhook/1", new { state = "new" });
        await _emulator.WaitForAsync("/_emulator/configs/1/history", history => history.GetProperty("total_count").GetInt32() == 5);
        await _emulator.DeleteAsync("/configs/webhook/1");

        JsonElement[] history = [.. (await _emulator.GetAsync("/_emulator/configs/1/history")).Json.GetProperty("data").EnumerateArray()];

        Assert.Equal(
            ["new created", "valid test 1 passed", "deactivated deactivated", "new set to new", "valid test 2 passed", " deleted"],
            history.Select(change => change.GetProperty("state").GetString() + " " + change.GetProperty("reason").GetString()));
        (await _emulator.GetAsync("/_emulator/configs/2/history")).AssertRefused(404, "not-found");
    }

    [Fact]
    public async Task The_picture_counts_by_the_minute()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("a"));
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("b") + "?status=500");
        await _emulator.CreateTestedAsync("http://127.0.0.1:9/x");

        JsonElement picture = (await _emulator.GetAsync("/_emulator/picture")).Json;
        JsonElement[] minutes = [.. picture.GetProperty("minutes").EnumerateArray()];

        Assert.Equal([1, 1, 1], new[] { "accepted", "refused", "failed" }.Select(outcome => minutes.Sum(m => m.TryGetProperty(outcome, out JsonElement n) ? n.GetInt32() : 0)));
        Assert.Equal(3, minutes.Sum(m => m.GetProperty("durations").EnumerateArray().Sum(n => n.GetInt32())));
        Assert.All(minutes, m => Assert.Equal(picture.GetProperty("bounds_ms").GetArrayLength() + 1, m.GetProperty("durations").GetArrayLength()));
    }

    [Fact]
    public async Task A_fault_rule_is_switched_and_taken_away_by_its_id()
    {
        await _emulator.PostAsync("/_emulator/faults", new { kind = "status", status = 500, path = "/key" });
        Assert.Equal(500, (await _emulator.GetAsync("/key")).Status);
        Answer off = await _emulator.PostAsync("/_emulator/faults/1", new { enabled = false });
        Assert.Equal(200, (await _emulator.GetAsync("/key")).Status);
        Answer on = await _emulator.PostAsync("/_emulator/faults/1", new { enabled = true });
        Assert.Equal(500, (await _emulator.GetAsync("/key")).Status);
        Assert.Equal(200, (await _emulator.SendAsync(HttpMethod.Get, "/key", null, ("Ricloud-Inspector", "1"))).Status);

        Assert.False(off.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(1, on.Json.GetProperty("fired").GetInt32());
        (await _emulator.PostAsync("/_emulator/faults/1", new { enabled = "no" })).AssertRefused(400, "invalid-parameter", "enabled");
        (await _emulator.PostAsync("/_emulator/faults/9", new { enabled = true })).AssertRefused(404, "not-found");
        Assert.Equal(2, (await _emulator.DeleteAsync("/_emulator/faults/1")).Json.GetProperty("fired").GetInt32());
        Assert.Equal(200, (await _emulator.GetAsync("/key")).Status);
    }

    [Theory]
    [InlineData("GET", "/_emulator/activity")]
    [InlineData("GET", "/_emulator/deliveries/1")]
    [InlineData("POST", "/_emulator/deliveries/1/replay")]
    [InlineData("GET", "/_emulator/configs/1/history")]
    [InlineData("GET", "/_emulator/picture")]
    [InlineData("POST", "/_emulator/faults/1")]
    public async Task Nothing_of_it_is_told_without_a_token(string method, string path) =>
        (await _emulator.SendAsync(new HttpMethod(method), path, null, ("Authorization", string.Empty))).AssertRefused(401, "unauthorized");

    /// <summary>Reads the stream of what happens, line by line.</summary>
    private sealed class ActivityReader(HttpResponseMessage answer, StreamReader lines) : IAsyncDisposable
    {
        public static async Task<ActivityReader> OpenAsync(RunningEmulator emulator, long after)
        {
            HttpRequestMessage request = new(HttpMethod.Get, $"{emulator.Url}/_emulator/activity?after={after}");
            request.Headers.TryAddWithoutValidation("Authorization", "Token " + emulator.Token);
            HttpResponseMessage answer = await emulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.ToString());
            return new ActivityReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8));
        }

        /// <summary>The next of a kind, and of a name if one is given.</summary>
        public async Task<JsonElement> NextAsync(string kind, string? name = null)
        {
            using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
            while (await lines.ReadLineAsync(deadline.Token) is { } line)
            {
                JsonElement item = JsonDocument.Parse(line).RootElement;
                if (item.TryGetProperty("kind", out JsonElement found) && found.GetString() == kind && (name is null || item.GetProperty("name").GetString() == name))
                {
                    return item;
                }
            }

            throw new EndOfStreamException("The stream has ended.");
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
