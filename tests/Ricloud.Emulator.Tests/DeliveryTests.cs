using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class DeliveryTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task A_test_is_a_signed_post_of_the_event_without_the_secret()
    {
        await using Receiver receiver = Receiver.Accepting();

        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = $"{receiver.Url}/hooks/" });
        ReceivedDelivery delivery = await receiver.NextAsync();

        Assert.Equal($"POST /hooks/{delivery.EventId} HTTP/1.1", delivery.RequestLine);
        Assert.Equal("application/json", delivery.Headers["Content-Type"]);
        Assert.True(delivery.IsSignedWith(created.Json.GetProperty("secret").GetString()!));
        Assert.True(Guid.TryParse(delivery.EventId, out _));
        Assert.Equal("webhook_config.test", delivery.Name);
        Assert.Equal("event", delivery.Json.GetProperty("resource").GetString());
        JsonElement data = delivery.Json.GetProperty("data");
        Assert.Equal(created.Id, data.GetProperty("id").ToString());
        Assert.False(data.TryGetProperty("secret", out _));
        JsonElement stored = await _emulator.WaitForAsync(
            $"/events/{delivery.EventId}", e => e.GetProperty("state").GetString() == "delivered");
        Assert.False(stored.GetProperty("data").TryGetProperty("secret", out _));
        Assert.Equal(0, stored.GetProperty("retries").GetInt32());
        Assert.Equal(JsonValueKind.String, stored.GetProperty("date_delivered").ValueKind);
    }

    [Theory]
    [InlineData("", "/{id}")]
    [InlineData("/", "/{id}")]
    [InlineData("/a/b", "/a/b/{id}")]
    [InlineData("/a/b/?x=1&y=%20/", "/a/b/{id}?x=1&y=%20/")]
    [InlineData("?x=1", "/{id}?x=1")]
    [InlineData("/a#part?no", "/a/{id}")]
    [InlineData("/a/../b/%2e%2F", "/a/../b/%2e%2F/{id}")]
    [InlineData("/é?q=東", "/%C3%A9/{id}?q=%E6%9D%B1")]
    public async Task The_event_id_goes_into_the_path_before_any_query(string path, string expected)
    {
        await using Receiver receiver = Receiver.Accepting();

        await _emulator.PostAsync("/configs/webhook", new { url = receiver.Url + path });
        ReceivedDelivery delivery = await receiver.NextAsync();

        Assert.Equal(expected.Replace("{id}", delivery.EventId, StringComparison.Ordinal), delivery.Target);
    }

    [Fact]
    public async Task User_and_password_in_a_url_are_not_sent()
    {
        await using Receiver receiver = Receiver.Answering(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");

        Answer task = await TestAsync($"http://user:password@127.0.0.1:{receiver.Port}/");

        Assert.Equal("status-401", task.Json.GetProperty("error").GetString());
        Assert.DoesNotContain("Authorization", Assert.Single(receiver.Deliveries, d => d.EventId == receiver.Deliveries[0].EventId).Headers.Keys);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "status-500")]
    [InlineData("HTTP/1.1 199 Odd\r\nContent-Length: 0\r\n\r\n", null)]
    [InlineData("HTTP/1.1 300 Many\r\nContent-Length: 0\r\n\r\n", "status-300")]
    [InlineData("nonsense\r\n\r\n", "invalid-response")]
    public async Task An_answer_that_is_no_success_fails_the_test_and_says_why(string answer, string? error)
    {
        await using Receiver receiver = Receiver.Doing(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
            stream.Dispose();
        });

        Answer task = await TestAsync(receiver.Url);

        Assert.Equal("failed", task.State);
        if (error is not null)
        {
            Assert.Equal(error, task.Json.GetProperty("error").GetString());
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 204 Fine\r\n\r\n")]
    [InlineData("HTTP/1.1 299 Odd\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n")]
    public async Task Any_success_accepts_a_test(string answer)
    {
        await using Receiver receiver = Receiver.Answering(answer);

        Answer task = await TestAsync(receiver.Url);

        Assert.Equal("succeeded", task.State);
        Assert.Equal(JsonValueKind.Null, task.Json.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using Receiver target = Receiver.Accepting();
        await using Receiver receiver = Receiver.Answering(
            $"HTTP/1.1 302 Found\r\nLocation: {target.Url}/\r\nContent-Length: 0\r\n\r\n");

        Answer task = await TestAsync(receiver.Url);

        Assert.Equal("status-302", task.Json.GetProperty("error").GetString());
        Assert.Empty(target.Deliveries);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "connection-refused")]
    [InlineData("http://nobody.invalid/", "dns")]
    public async Task A_receiver_that_cannot_be_reached_says_how(string url, string error)
    {
        Answer task = await TestAsync(url);

        Assert.Equal("failed", task.State);
        Assert.Equal(error, task.Json.GetProperty("error").GetString());
        Assert.Equal("invalid", (await _emulator.GetAsync($"/configs/webhook/{task.Json.GetProperty("target")}")).State);
    }

    [Fact]
    public async Task A_receiver_that_speaks_no_tls_fails_an_https_test()
    {
        await using Receiver receiver = Receiver.Doing((_, _, _) => Task.CompletedTask, greeting: "HTTP/1.1 400 Bad\r\n\r\n");

        Answer task = await TestAsync($"https://127.0.0.1:{receiver.Port}/");

        Assert.Equal("tls", task.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_receiver_that_hangs_up_fails_the_test_once()
    {
        await using Receiver receiver = Receiver.Doing((_, stream, _) =>
        {
            stream.Dispose();
            return Task.CompletedTask;
        });

        Answer task = await TestAsync(receiver.Url);

        Assert.Contains(task.Json.GetProperty("error").GetString(), (string[])["connection-closed", "connection-reset"]);
        Assert.Equal(receiver.Deliveries.Count, receiver.Deliveries.Select(d => d.EventId).Distinct().Count());
    }

    [Fact]
    public async Task Ten_seconds_without_an_answer_are_a_timeout()
    {
        await using Receiver receiver = Receiver.Doing((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        Stopwatch clock = Stopwatch.StartNew();

        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = receiver.Url });
        await _emulator.WaitForAsync(
            $"/tasks?target={created.Id}", l => l.GetProperty("data")[0].GetProperty("state").GetString() == "processing");
        JsonElement tasks = await _emulator.WaitForAsync(
            $"/tasks?target={created.Id}", l => l.GetProperty("data")[0].GetProperty("state").GetString() == "failed");

        Assert.Equal("timeout", tasks.GetProperty("data")[0].GetProperty("error").GetString());
        Assert.InRange(clock.Elapsed.TotalSeconds, 9, 60);
    }

    [Fact]
    public async Task An_answer_without_end_neither_delays_the_verdict_nor_is_read_for_ever()
    {
        long written = 0;
        await using Receiver receiver = Receiver.Doing(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"u8.ToArray(), stop);
            byte[] piece = new byte[4096];
            while (true)
            {
                await stream.WriteAsync(piece, stop);
                Interlocked.Add(ref written, piece.Length);
            }
        });

        Answer task = await TestAsync(receiver.Url);

        Assert.Equal("succeeded", task.State);
        // What was not read still fits into the buffers of two sockets.
        Assert.True(Interlocked.Read(ref written) < 16 * 1024 * 1024);
    }

    [Fact]
    public async Task A_result_that_comes_after_a_newer_change_does_not_overwrite_it()
    {
        TaskCompletionSource release = new();
        await using Receiver slow = Receiver.Doing(async (_, stream, stop) =>
        {
            await release.Task.WaitAsync(stop);
            await stream.WriteAsync("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        });
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = slow.Url });
        string path = $"/configs/webhook/{created.Id}";
        await slow.NextAsync();

        await _emulator.PostAsync(path, new { url = _emulator.ReceiverUrl("newer") });
        await _emulator.WaitForAsync(path, c => c.GetProperty("state").GetString() == "valid");
        release.SetResult();
        await _emulator.WaitForAsync($"/tasks?target={created.Id}&state=failed", l => l.GetProperty("total_count").GetInt64() == 1);

        Assert.Equal("valid", (await _emulator.GetAsync(path)).State);
    }

    [Fact]
    public async Task A_result_about_the_url_before_leaves_the_config_new_until_its_own_test_ends()
    {
        TaskCompletionSource release = new();
        await using Receiver slow = Receiver.Doing(async (_, stream, stop) =>
        {
            await release.Task.WaitAsync(stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        });
        await using Receiver silent = Receiver.Doing((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = slow.Url });
        string path = $"/configs/webhook/{created.Id}";
        await slow.NextAsync();

        await _emulator.PostAsync(path, new { url = silent.Url });
        release.SetResult();
        await _emulator.WaitForAsync($"/tasks?target={created.Id}&state=succeeded", l => l.GetProperty("total_count").GetInt64() == 1);

        Assert.Equal("new", (await _emulator.GetAsync(path)).State);
    }

    [Fact]
    public async Task A_result_that_comes_after_a_deactivation_leaves_the_config_deactivated()
    {
        TaskCompletionSource release = new();
        await using Receiver slow = Receiver.Doing(async (_, stream, stop) =>
        {
            await release.Task.WaitAsync(stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        });
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = slow.Url });
        string path = $"/configs/webhook/{created.Id}";
        await slow.NextAsync();

        await _emulator.PostAsync(path, new { state = "deactivated" });
        release.SetResult();
        await _emulator.WaitForAsync($"/tasks?target={created.Id}&state=succeeded", l => l.GetProperty("total_count").GetInt64() == 1);

        Assert.Equal("deactivated", (await _emulator.GetAsync(path)).State);
    }

    [Fact]
    public async Task A_later_test_has_the_last_word_even_when_an_earlier_one_ends_after_it()
    {
        TaskCompletionSource release = new();
        int requests = 0;
        await using Receiver receiver = Receiver.Doing(async (_, stream, stop) =>
        {
            bool isFirst = Interlocked.Increment(ref requests) == 1;
            if (isFirst)
            {
                await release.Task.WaitAsync(stop);
            }

            string status = isFirst ? "500 No" : "200 OK";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"), stop);
        });
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = receiver.Url });
        string path = $"/configs/webhook/{created.Id}";
        await receiver.NextAsync();

        Assert.Equal("succeeded", (await _emulator.PostAsync($"{path}/test", awaitSeconds: "10")).State);
        release.SetResult();
        await _emulator.WaitForAsync($"/tasks?target={created.Id}&state=failed", l => l.GetProperty("total_count").GetInt64() == 1);

        Assert.Equal("valid", (await _emulator.GetAsync(path)).State);
    }

    [Theory]
    [InlineData("2", "pending", "processing")]
    [InlineData("0", "pending")]
    [InlineData("-3", "pending")]
    [InlineData("soon", "pending")]
    [InlineData("NaN", "pending")]
    public async Task An_await_that_is_over_or_no_number_answers_the_unfinished_task(string seconds, params string[] states)
    {
        await using Receiver receiver = Receiver.Doing((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = receiver.Url });
        Stopwatch clock = Stopwatch.StartNew();

        Answer task = await _emulator.PostAsync($"/configs/webhook/{created.Id}/test", awaitSeconds: seconds);

        Assert.Equal(200, task.Status);
        Assert.Contains(task.State, states);
        double least = double.TryParse(seconds, CultureInfo.InvariantCulture, out double asked) && asked > 0 ? asked : 0;
        Assert.InRange(clock.Elapsed.TotalSeconds, least - 0.05, least + 7);
    }

    private async Task<Answer> TestAsync(string url)
    {
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url });
        Assert.Equal(201, created.Status);
        return await _emulator.PostAsync($"/configs/webhook/{created.Id}/test", awaitSeconds: "99");
    }
}
