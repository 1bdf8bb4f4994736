using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class EventTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() =>
        _emulator = await RunningEmulator.StartAsync("--retry-delays", "0s,10ms,10ms,10ms,10ms");

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Without_a_receiver_an_event_is_kept_and_goes_nowhere()
    {
        Answer emitted = await _emulator.PostAsync("/_emulator/events", new { type = "poll", action = "completed", data = new { id = 7 } });

        Assert.Equal(201, emitted.Status);
        Assert.Equal("failed", emitted.State);
        Answer stored = await _emulator.GetAsync($"/events/{emitted.Id}");
        Assert.Equal(7, stored.Json.GetProperty("data").GetProperty("id").GetInt32());
        Assert.Equal(0, stored.Json.GetProperty("retries").GetInt32());
    }

    [Fact]
    public async Task An_event_goes_to_the_config_of_the_acting_key_else_to_the_default()
    {
        await using Receiver forDefault = Receiver.Accepting();
        await using Receiver forKey = Receiver.Accepting();
        JsonElement byDefault = await _emulator.CreateTestedAsync(forDefault.Url);
        JsonElement byKey = await _emulator.CreateTestedAsync(forKey.Url);
        await _emulator.PostAsync("/organisation", new { webhook_config_default = byDefault.GetProperty("id").GetInt64() });

        await EmitAsync("first");
        ReceivedDelivery first = await forDefault.NextAsync(1);
        await _emulator.PostAsync("/keys/1", new { webhook_config = byKey.GetProperty("id").ToString() });
        await EmitAsync("second");
        ReceivedDelivery second = await forKey.NextAsync(1);

        Assert.Equal("poll.first", first.Name);
        Assert.True(first.IsSignedWith(byDefault.GetProperty("secret").GetString()!));
        Assert.Equal("poll.second", second.Name);
        Assert.True(second.IsSignedWith(byKey.GetProperty("secret").GetString()!));
        Assert.DoesNotContain(forDefault.Deliveries, d => d.Name == "poll.second");
    }

    [Fact]
    public async Task A_test_tells_the_default_receiver_of_its_task()
    {
        await using Receiver receiver = Receiver.Accepting();
        JsonElement config = await _emulator.CreateTestedAsync(receiver.Url);
        await _emulator.PostAsync("/organisation", new { webhook_config_default = config.GetProperty("id").GetInt64() });

        await _emulator.CreateTestedAsync("http://127.0.0.1:1/");
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("fine"));

        List<ReceivedDelivery> deliveries = [];
        for (int i = 1; i <= 4; i++)
        {
            deliveries.Add(await receiver.NextAsync(i));
        }

        Assert.Equal(
            ["task.created", "task.created", "task.failed", "task.succeeded"], deliveries.Select(d => d.Name).Order());
        JsonElement failed = deliveries.Single(d => d.Name == "task.failed").Json.GetProperty("data");
        Assert.Equal("task", failed.GetProperty("resource").GetString());
        Assert.Equal("connection-refused", failed.GetProperty("error").GetString());
    }

    [Fact]
    public async Task An_event_is_tried_five_times_and_then_has_failed()
    {
        await using Receiver receiver = Receiver.Answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
        JsonElement config = await _emulator.CreateTestedAsync(receiver.Url);
        await _emulator.PostAsync("/organisation", new { webhook_config_default = config.GetProperty("id").GetInt64() });

        string id = await EmitAsync("completed");
        JsonElement settled = await _emulator.WaitForAsync($"/events/{id}", e => e.GetProperty("state").GetString() != "pending");

        Assert.Equal("failed", settled.GetProperty("state").GetString());
        Assert.Equal(4, settled.GetProperty("retries").GetInt32());
        Assert.Equal(JsonValueKind.Null, settled.GetProperty("date_delivered").ValueKind);
        Assert.Equal(5, receiver.Deliveries.Count(d => d.EventId == id));
        Assert.Single(receiver.Deliveries, d => d.Name == "webhook_config.test");
        Assert.Equal([0, 1, 2, 3, 4], receiver.Deliveries.Where(d => d.EventId == id).Select(d => d.Json.GetProperty("retries").GetInt32()));
    }

    [Fact]
    public async Task A_receiver_that_recovers_gets_the_event_and_the_retries_are_counted()
    {
        int tries = 0;
        await using Receiver receiver = Receiver.Answering(delivery =>
            delivery.Name == "poll.completed" && Interlocked.Increment(ref tries) < 3
                ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        JsonElement config = await _emulator.CreateTestedAsync(receiver.Url);
        await _emulator.PostAsync("/organisation", new { webhook_config_default = config.GetProperty("id").GetInt64() });

        string id = await EmitAsync("completed");
        JsonElement settled = await _emulator.WaitForAsync($"/events/{id}", e => e.GetProperty("state").GetString() != "pending");

        Assert.Equal("delivered", settled.GetProperty("state").GetString());
        Assert.Equal(2, settled.GetProperty("retries").GetInt32());
    }

    [Fact]
    public async Task A_deactivated_or_deleted_config_gets_nothing()
    {
        await using Receiver receiver = Receiver.Accepting();
        JsonElement config = await _emulator.CreateTestedAsync(receiver.Url);
        string path = $"/configs/webhook/{config.GetProperty("id")}";
        await _emulator.PostAsync("/organisation", new { webhook_config_default = config.GetProperty("id").GetInt64() });
        await _emulator.PostAsync(path, new { state = "deactivated" });

        Answer whileAsleep = await _emulator.PostAsync("/_emulator/events", new { type = "poll", action = "completed" });
        await _emulator.DeleteAsync(path);
        Answer whenGone = await _emulator.PostAsync("/_emulator/events", new { type = "poll", action = "completed" });

        Assert.Equal("failed", whileAsleep.State);
        Assert.Equal("failed", whenGone.State);
        Assert.Single(receiver.Deliveries);
    }

    [Fact]
    public async Task One_receiver_that_never_answers_delays_no_other()
    {
        await using Receiver dead = Receiver.Doing((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        for (int i = 0; i < 100; i++)
        {
            await _emulator.PostAsync("/configs/webhook", new { url = dead.Url });
        }

        Stopwatch clock = Stopwatch.StartNew();
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("alive"));

        Assert.Equal("valid", config.GetProperty("state").GetString());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(9.5));
    }

    [Fact]
    public async Task Events_are_listed_newest_first_by_type_action_and_state()
    {
        string first = await EmitAsync("a");
        string second = await EmitAsync("b");
        string third = await EmitAsync("a");

        Assert.Equal([third, second, first], await IdsAsync("/events"));
        Assert.Equal([third, first], await IdsAsync("/events?type=poll&action=a"));
        Assert.Equal([second], await IdsAsync("/events?action=b"));
        Assert.Equal([], await IdsAsync("/events?type=task"));
        Assert.Equal([third, second, first], await IdsAsync("/events?state=failed"));
        Assert.Equal([second, first], await IdsAsync($"/events?after_id={third}"));
        Assert.Equal([third], await IdsAsync($"/events?before_id={second.ToUpperInvariant()}"));
        (await _emulator.GetAsync($"/events?after_id={Guid.NewGuid()}")).AssertRefused(400, "invalid-parameter", "after_id");
        (await _emulator.GetAsync("/events?after_id=1&state=new")).AssertRefused(400, "invalid-parameter", "after_id", "state");
        (await _emulator.GetAsync($"/events/{Guid.NewGuid()}")).AssertRefused(404, "not-found");
        (await _emulator.GetAsync("/events/1")).AssertRefused(404, "not-found");
    }

    [Theory]
    [InlineData("""{"action":"a"}""", "type")]
    [InlineData("""{"type":"","action":null,"data":[]}""", "type", "action", "data")]
    public async Task An_event_needs_a_type_and_an_action(string body, params string[] fields) =>
        (await _emulator.SendAsync(System.Net.Http.HttpMethod.Post, "/_emulator/events", body))
            .AssertRefused(400, "invalid-parameter", fields);

    [Fact]
    public async Task A_secret_handed_in_with_a_config_is_left_out()
    {
        Answer emitted = await _emulator.PostAsync(
            "/_emulator/events", new { type = "webhook_config", action = "changed", data = new { id = 1, secret = "planted", url = "x" } });

        Assert.Equal("""{"id":1,"url":"x"}""", emitted.Json.GetProperty("data").GetRawText());
    }

    private async Task<string> EmitAsync(string action)
    {
        Answer emitted = await _emulator.PostAsync("/_emulator/events", new { type = "poll", action, data = new { id = 1 } });
        Assert.Equal(201, emitted.Status);
        return emitted.Id;
    }

    private async Task<IEnumerable<string>> IdsAsync(string path) =>
        (await _emulator.GetAsync(path)).Json.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetString()!);
}
