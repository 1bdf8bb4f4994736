using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Api;

/// <summary>The retry policy's corners: what is never repeated, how long is too long, what the session shares.</summary>
public sealed class RetryTests : IDisposable
{
    private const string Config = """{"id":3,"url":"https://a/","state":"new"}""";

    private readonly StubNetwork _network = new();

    private Call Token => _network.Call;

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(501)]
    [InlineData(505)]
    public async Task A_status_that_would_be_the_same_again_is_not_tried_again(int status)
    {
        Assert.Equal(1, (await Fails(_network.Answers(status, ""))).Attempts);
        Assert.Empty(_network.Pauses);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again()
    {
        _network.Fails(new HttpRequestException("TLS", new AuthenticationException("untrusted")));
        Assert.Equal((RicloudErrorKind.Tls, 1), await KindAndAttempts());
    }

    [Fact]
    public async Task A_Retry_After_date_is_obeyed_and_a_past_one_says_nothing()
    {
        _network.Answers(429, "", change: response => response.Headers.TryAddWithoutValidation("Retry-After", _network.Now.AddSeconds(9).ToString("R")))
            .Answers(503, "", change: response => response.Headers.TryAddWithoutValidation("Retry-After", _network.Now.AddSeconds(-9).ToString("R")))
            .Answers(200, Config);
        await Get(_network.Client());
        Assert.Equal([TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(0.75)], _network.Pauses);
    }

    [Theory]
    [InlineData("3.7", 4)]
    [InlineData("+3", 3)]
    [InlineData(" 3 ", 3)]
    [InlineData("3.0", 3)]
    [InlineData("0.2", 1)]
    [InlineData("1e1", 10)]
    [InlineData("60", 60)]
    [InlineData("0", 0.375)]
    [InlineData("-0.5", 0.375)]
    [InlineData("-7", 0.375)]
    [InlineData("NaN", 0.375)]
    [InlineData("soon", 0.375)]
    [InlineData("", 0.375)]
    public async Task A_Retry_After_is_read_as_loosely_as_it_is_written(string text, double pause)
    {
        foreach (int status in new[] { 429, 503 })
        {
            _network.Answers(status, "", change: response => response.Headers.TryAddWithoutValidation("Retry-After", text)).Answers(200, Config);
            await Get(_network.Client());
        }

        Assert.Equal([TimeSpan.FromSeconds(pause), TimeSpan.FromSeconds(pause)], _network.Pauses);
    }

    [Fact]
    public async Task What_is_left_of_a_pause_is_rounded_up_to_what_timers_know_and_told_once()
    {
        _network.Answers(429, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "7"))
            .Answers(429, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "7"))
            .Answers(200, Config);
        List<TimeSpan> waits = [];
        RicloudClient client = _network.Client(options => options.With(o =>
        {
            o.MaximumRetryCount = 1;
            o.Delay = (pause, _) =>
            {
                waits.Add(pause);
                _network.Now += TimeSpan.FromMilliseconds(Math.Floor(pause.TotalMilliseconds));
                return Task.CompletedTask;
            };
        }));
        await Assert.ThrowsAsync<RicloudException>(() => Get(client));
        _network.Now += TimeSpan.FromSeconds(7) - TimeSpan.FromMilliseconds(0.4);

        await Get(client);

        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromMilliseconds(1)], waits);
        Assert.Equal(waits, _network.Retries.Select(static retry => retry.Delay));
    }

    [Theory]
    [InlineData(503, "1e300")]
    [InlineData(503, "60.1")]
    [InlineData(429, "61")]
    [InlineData(503, "120")]
    [InlineData(429, "99999999999999999999")]
    public async Task More_patience_than_a_minute_ends_the_call(int status, string seconds)
    {
        _network.Answers(status, "", change: response => response.Headers.TryAddWithoutValidation("Retry-After", seconds));
        RicloudException failure = await Fails(_network);
        Assert.Equal((status == 429 ? RicloudErrorKind.RateLimited : RicloudErrorKind.Server, status, 1), (failure.Kind, failure.StatusCode, failure.Attempts));
        Assert.True(failure.RetryAfter > TimeSpan.FromSeconds(60));
        Assert.Empty(_network.Pauses);
    }

    [Fact]
    public async Task After_the_last_429_the_sessions_next_call_waits()
    {
        _network.Answers(429, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "7"))
            .Answers(429, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "8"))
            .Answers(200, Config);
        RicloudClient client = _network.Client(static options => options.With(o => o.MaximumRetryCount = 1));
        await Assert.ThrowsAsync<RicloudException>(() => Get(client));
        Assert.Equal([TimeSpan.FromSeconds(7)], _network.Pauses);
        await Get(client);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8)], _network.Pauses);
        Assert.Equal((0, "rate limit"), (_network.Retries[^1].Attempt, _network.Retries[^1].Reason));
    }

    [Fact]
    public async Task Pauses_end_with_the_deadline()
    {
        for (int answer = 0; answer < 4; answer++)
        {
            _network.Answers(503, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "4"));
        }

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => Get(_network.Client(static options => options.With(o => o.RetryDeadline = TimeSpan.FromSeconds(10)))));
        Assert.Equal((RicloudErrorKind.Server, 3), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task A_dead_API_is_given_up_on_when_the_budget_is_spent_and_success_earns_it_back()
    {
        RicloudClient client = _network.Client();
        for (int call = 0; call < 16; call++)
        {
            for (int answer = 0; answer < 4; answer++)
            {
                _network.Answers(500, "");
            }

            Assert.Equal(4, (await Assert.ThrowsAsync<RicloudException>(() => Get(client))).Attempts);
        }

        _network.Answers(500, "");
        Assert.Equal(1, (await Assert.ThrowsAsync<RicloudException>(() => Get(client))).Attempts);
        _network.Answers(200, Config).Answers(500, "").Answers(200, Config);
        await Get(client);
        await Get(client);
    }

    [Fact]
    public async Task A_post_is_not_repeated_after_a_broken_connection()
    {
        _network.Fails(new HttpRequestException("reset", new IOException("reset")));
        Assert.Equal(1, (await Assert.ThrowsAsync<RicloudException>(Post)).Attempts);
        Assert.Single(_network.Requests);
    }

    [Fact]
    public async Task A_post_that_was_sent_and_answered_with_a_long_Retry_After_is_no_mere_rate_limit()
    {
        _network.Answers(503, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "120"));
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(Post);
        Assert.Equal((RicloudErrorKind.Server, TimeSpan.FromSeconds(120)), (failure.Kind, failure.RetryAfter));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_lengthens_no_deadline()
    {
        for (int answer = 0; answer < 4; answer++)
        {
            _network.Answers(503, "", change: static response => response.Headers.TryAddWithoutValidation("Retry-After", "4"));
        }

        int clock = 0;
        RicloudClient client = _network.Client(options => options.With(o =>
        {
            o.RetryDeadline = TimeSpan.FromSeconds(10);
            o.Clock = () => _network.Now.AddDays(-clock++);
        }));
        Assert.Equal(3, (await Assert.ThrowsAsync<RicloudException>(() => Get(client))).Attempts);
    }

    [Fact]
    public async Task A_Retry_After_date_is_counted_from_the_servers_own_time()
    {
        _network.Answers(503, "", change: response =>
        {
            response.Headers.Date = _network.Now.AddHours(5);
            response.Headers.TryAddWithoutValidation("Retry-After", _network.Now.AddHours(5).AddSeconds(9).ToString("R"));
        }).Answers(200, Config);
        await Get(_network.Client());
        Assert.Equal([TimeSpan.FromSeconds(9)], _network.Pauses);
    }

    [Fact]
    public async Task A_delete_that_finds_nothing_on_its_retry_has_succeeded()
    {
        _network.Answers(502, "").Answers(404, "");
        Assert.Null(await _network.Client().WebhookConfigs.DeleteAsync("3", Token));
    }

    [Fact]
    public async Task A_delete_that_finds_nothing_after_a_rate_limit_has_not()
    {
        _network.Answers(429, "").Answers(404, "");
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _network.Client().WebhookConfigs.DeleteAsync("3", Token));
        Assert.Equal((RicloudErrorKind.NotFound, 2), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task Times_that_no_timer_can_hold_are_no_limit()
    {
        await Get(_network.Answers(200, Config).Client(static options => options.With(o => { o.Timeout = TimeSpan.MaxValue; o.RetryDeadline = TimeSpan.MaxValue; })));
        await Get(_network.Answers(200, Config).Client(static options => options.With(o => o.Timeout = Timeout.InfiniteTimeSpan)));
    }

    [Fact]
    public async Task A_body_that_breaks_when_it_is_cancelled_is_a_cancellation()
    {
        using CancellationTokenSource source = new();
        _network.Streams(() =>
        {
            source.Cancel();
            throw new IOException("The stream was closed.");
        });
        RicloudClient client = _network.Client(static options => options.With(o => o.MaximumRetryCount = 0));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.WebhookConfigs.GetAsync("3", source.Token));
    }

    public void Dispose() => _network.Dispose();

    private Task<WebhookConfig> Get(RicloudClient client) => client.WebhookConfigs.GetAsync("3", Token);

    private Task<RicloudException> Fails(StubNetwork network) => Assert.ThrowsAsync<RicloudException>(() => Get(network.Client()));

    private Task<RicloudResponse> Post() => _network.Client().SendAsync(new RicloudRequest { Method = "POST", Path = "/configs/webhook", JsonBody = "{}" }, Token);

    private async Task<(RicloudErrorKind, int)> KindAndAttempts()
    {
        RicloudException failure = await Fails(_network);
        return (failure.Kind, failure.Attempts);
    }
}
