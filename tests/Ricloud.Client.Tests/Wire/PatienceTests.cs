using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Wire;

public sealed class PatienceTests
{
    private readonly SteppingTime _time = new();

    [Fact]
    public async Task A_body_that_stalls_beyond_the_timeout_is_a_timeout_and_no_broken_connection()
    {
        await using RawServer server = new((_, stream) =>
            RawServer.WriteRawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":1,"));
        using RicloudClient client = new(_time.Options(server.Address).With(o => { o.Timeout = TimeSpan.FromMilliseconds(200); o.MaximumRetryCount = 0; }));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        Assert.Equal(RicloudErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public async Task A_wait_on_a_silent_server_ends_when_its_time_is_up_and_carries_what_was_known()
    {
        await using RawServer server = new((_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None));
        using RicloudClient client = new(new RicloudClientOptions { BaseAddress = server.Address });
        RicloudTask known = new() { Id = "9", State = RicloudTaskState.Pending };

        RicloudWaitException failure = await Assert.ThrowsAsync<RicloudWaitException>(
            () => client.Tasks.WaitAsync(known, TimeSpan.FromMilliseconds(100), null, Stop));

        Assert.Same(known, failure.LastTask);
    }

    [Fact]
    public async Task A_wait_that_never_heard_anything_is_a_timeout()
    {
        await using RawServer server = new((_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None));
        using RicloudClient client = new(new RicloudClientOptions { BaseAddress = server.Address });

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(
            () => client.WebhookConfigs.WaitAsync("7", TimeSpan.FromMilliseconds(100), null, Stop));

        Assert.Equal(RicloudErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public async Task Pauses_between_polls_grow_to_two_seconds_and_end_with_the_wait()
    {
        await using RawServer server = RawServer.Json(static _ => (200, Answers.Task(9, "processing")));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudWaitException failure = await Assert.ThrowsAsync<RicloudWaitException>(
            () => client.Tasks.WaitAsync("9", TimeSpan.FromSeconds(10), null, Stop));

        Assert.Equal("processing", failure.LastTask!.State);
        Assert.Equal(TimeSpan.FromSeconds(10), failure.Waited);
        Assert.Equal(TimeSpan.FromSeconds(0.25), _time.Waits.First());
        Assert.Equal(TimeSpan.FromSeconds(2), _time.Waits.Max());
        Assert.All(_time.Waits, static wait => Assert.Equal(0, wait.Ticks % TimeSpan.TicksPerMillisecond));
        Assert.Equal(TimeSpan.FromSeconds(10), _time.Waits.Aggregate(static (sum, wait) => sum + wait));
    }

    [Fact]
    public async Task A_Retry_After_of_nothing_still_backs_off()
    {
        await using RawServer server = new(static (_, stream) => RawServer.WriteAsync(stream, 503, "{}", "Retry-After: 0\r\n"));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        Assert.Equal((RicloudErrorKind.Server, 4), (failure.Kind, failure.Attempts));
        Assert.Equal([0.375, 0.75, 1.5], _time.Waits.Select(static wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_Retry_After_beyond_a_minute_ends_the_call_and_says_how_long(int status)
    {
        await using RawServer server = new((_, stream) => RawServer.WriteAsync(stream, status, "{}", "Retry-After: 120\r\n"));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        Assert.Equal(
            (status == 429 ? RicloudErrorKind.RateLimited : RicloudErrorKind.Server, status, 1, TimeSpan.FromSeconds(120)),
            (failure.Kind, failure.StatusCode, failure.Attempts, failure.RetryAfter));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task A_Retry_After_date_is_waited_for()
    {
        string date = _time.Now().AddSeconds(20).ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        int answers = 0;
        await using RawServer server = new((_, stream) => answers++ == 0
            ? RawServer.WriteAsync(stream, 503, "{}", $"Retry-After: {date}\r\n")
            : RawServer.WriteAsync(stream, 200, Answers.Task(9, "failed")));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudTask task = await client.Tasks.GetAsync("9", Stop);

        Assert.Equal("failed", task.State);
        Assert.Equal([20.0], _time.Waits.Select(static wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task The_whole_session_waits_after_a_429_that_another_call_gave_up_on()
    {
        int answers = 0;
        await using RawServer server = new((_, stream) => answers++ < 2
            ? RawServer.WriteAsync(stream, 429, "{}", "Retry-After: 7\r\n")
            : RawServer.WriteAsync(stream, 200, Answers.Task(9, "failed")));
        using RicloudClient client = new(_time.Options(server.Address).With(o => o.MaximumRetryCount = 1));
        RecordingObserver observer = new();

        await Assert.ThrowsAsync<RicloudException>(() => client.Tasks.GetAsync("9", Stop));
        await client.Tasks.GetAsync("9", new Call(observer, null, Stop));

        RicloudRetry pause = Assert.Single(observer.Retries);
        Assert.Equal((0, TimeSpan.FromSeconds(7)), (pause.Attempt, pause.Delay));
    }

    [Fact]
    public async Task A_cut_answer_is_retried_for_a_reason_that_is_no_status()
    {
        int answers = 0;
        await using RawServer server = new(async (_, stream) =>
        {
            if (answers++ > 0)
            {
                await RawServer.WriteAsync(stream, 200, Answers.Task(9, "failed"));
                return;
            }

            await RawServer.WriteRawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":1,");
            await stream.DisposeAsync();
        });
        using RicloudClient client = new(_time.Options(server.Address));
        RecordingObserver observer = new();

        await client.Tasks.GetAsync("9", new Call(observer, null, Stop));

        Assert.Equal("connection broken", Assert.Single(observer.Retries).Reason);
        Assert.Equal([RicloudErrorKind.Connection, null], observer.Exchanges.Select(static exchange => exchange.Failure));
    }

    [Fact]
    public async Task Cancelling_ends_a_slow_answer_at_once_and_tells_of_no_exchange()
    {
        using CancellationTokenSource stop = new();
        await using RawServer server = new(async (_, stream) =>
        {
            await RawServer.WriteRawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":1,");
            await stop.CancelAsync();
        });
        using RicloudClient client = new(_time.Options(server.Address));
        RecordingObserver observer = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Keys.GetCurrentAsync(new Call(observer, null, stop.Token)));

        Assert.Empty(observer.Exchanges);
        Assert.Empty(observer.Retries);
    }

    [Fact]
    public async Task The_longest_deadlines_are_no_overflow()
    {
        await using RawServer server = RawServer.Json(static _ => (200, Answers.Task(9, "failed")));
        using RicloudClient client = new(new RicloudClientOptions
        {
            BaseAddress = server.Address,
            Timeout = Timeout.InfiniteTimeSpan,
            RetryDeadline = TimeSpan.MaxValue,
        });

        Assert.Equal("failed", (await client.Tasks.WaitAsync("9", TimeSpan.MaxValue, null, Stop)).State);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
