using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Ricloud.Tests.Support;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>What a receiver counts for Prometheus.</summary>
public sealed class MetricsTests
{
    private const string Scrape = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public async Task Every_kind_of_request_is_counted_where_it_belongs()
    {
        using TestReceiver receiver = new TestReceiver(Watched).AcceptAll();
        IReadOnlyDictionary<string, double> before = await ScrapeAsync(receiver);
        await receiver.SendAsync(TestReceiver.Delivery("1"));
        await receiver.SendAsync(TestReceiver.Delivery("1"));
        await receiver.SendAsync(TestReceiver.Delivery("2", TestReceiver.Body("2", type: "poll")));
        await receiver.SendAsync(TestReceiver.Delivery("3", signature: TestReceiver.Sign(TestReceiver.Body("3"), "another")));
        await receiver.SendAsync(TestReceiver.Delivery("3", signature: TestReceiver.Sign(TestReceiver.Body("3"), shift: TimeSpan.FromHours(-1))));
        await receiver.SendAsync(TestReceiver.Delivery("3", signature: "nonsense"));
        await receiver.SendAsync(TestReceiver.Delivery("4", "{}", TestReceiver.Sign("{}")));
        await receiver.SendAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        await receiver.SendAsync("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");
        await receiver.SendAsync("nonsense\r\n\r\n");

        IReadOnlyDictionary<string, double> after = await ScrapeAsync(receiver);

        Assert.Equal(0, before["ricloud_receiver_events_total{verdict=\"valid\",outcome=\"handed_over\"}"]);
        Assert.Equal(0, before["ricloud_receiver_refusals_total{status=\"401\"}"]);
        Assert.Equal(
            [
                "from_future signature_refused 0", "malformed malformed 1", "mismatch signature_refused 1", "too_old signature_refused 1",
                "valid duplicate 1", "valid filtered 1", "valid handed_over 1", "valid malformed 1",
            ],
            after.Where(s => s.Key.StartsWith("ricloud_receiver_events_total", StringComparison.Ordinal))
                .Select(s => string.Join(' ', s.Key.Split('"').Where((_, i) => i % 2 == 1)) + " " + s.Value).Order(StringComparer.Ordinal));
        Assert.Equal(2, after["ricloud_receiver_refusals_total{status=\"401\"}"]);
        Assert.Equal(3, after["ricloud_receiver_refusals_total{status=\"400\"}"]);
        Assert.Equal(1, after["ricloud_receiver_refusals_total{status=\"405\"}"]);
        Assert.Equal(1, after["ricloud_receiver_requests_total{outcome=\"probed\"}"]);
        Assert.Equal(1, after["ricloud_receiver_requests_total{outcome=\"scraped\"}"]);
        Assert.Equal(9, after["ricloud_receiver_request_duration_seconds_count"]);
        Assert.Equal(0, after["ricloud_receiver_requests_in_flight"]);
    }

    [Fact]
    public async Task What_waits_and_what_is_in_flight_shows()
    {
        using var receiver = new TestReceiver(Watched);
        Task<RawAnswer>[] waiting = [.. Enumerable.Range(1, 3).Select(n => receiver.SendAsync(TestReceiver.Delivery(n.ToString(System.Globalization.CultureInfo.InvariantCulture))))];
        PendingEvent taken = await receiver.NextAsync();
        await Eventually.Holds(() => receiver.Engine.QueuedEvents == 2, "two events wait");

        IReadOnlyDictionary<string, double> metrics = await ScrapeAsync(receiver);

        Assert.Equal(2, metrics["ricloud_receiver_queue_length"]);
        Assert.Equal(3, metrics["ricloud_receiver_requests_in_flight"]);
        _ = taken.Accept();
        _ = receiver.AcceptAll();
        await Task.WhenAll(waiting);
        Assert.Equal(0, (await ScrapeAsync(receiver))["ricloud_receiver_requests_in_flight"]);
    }

    [Fact]
    public async Task How_long_they_took_falls_into_its_bucket()
    {
        var time = TimeSpan.Zero;
        using var receiver = new TestReceiver(options =>
        {
            options.Elapsed = () => time;
            return Watched(options);
        });
        Task<RawAnswer> waiting = receiver.SendAsync(TestReceiver.Delivery("1"));
        PendingEvent taken = await receiver.NextAsync();
        time = TimeSpan.FromSeconds(0.2);
        _ = taken.Accept();
        await waiting;

        IReadOnlyDictionary<string, double> metrics = await ScrapeAsync(receiver);

        Assert.Equal(0, metrics["ricloud_receiver_request_duration_seconds_bucket{le=\"0.1\"}"]);
        Assert.Equal(1, metrics["ricloud_receiver_request_duration_seconds_bucket{le=\"0.25\"}"]);
        Assert.Equal(0.2, metrics["ricloud_receiver_request_duration_seconds_sum"], 6);
    }

    [Theory]
    [InlineData("GET /metrics/?name=x HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 200)]
    [InlineData("GET /metric HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
    [InlineData("DELETE /metrics HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
    public async Task Only_who_reads_that_path_gets_them(string request, int status)
    {
        using TestReceiver receiver = new TestReceiver(Watched).AcceptAll();

        RawAnswer answer = await receiver.SendAsync(request);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, answer.Body.Contains("# TYPE ricloud_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_may_have_the_paths_name_and_without_a_path_there_are_none()
    {
        using TestReceiver receiver = new TestReceiver(Watched).AcceptAll();
        using TestReceiver plain = new TestReceiver().AcceptAll();

        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("metrics"))).Status);
        Assert.Equal(405, (await plain.SendAsync(Scrape)).Status);
    }

    [Theory]
    [InlineData("", "/")]
    [InlineData("/hooks", "hooks/")]
    [InlineData("/hooks", "")]
    [InlineData("", "/metrics?x")]
    [InlineData("", "/%")]
    public void A_path_of_its_own_is_needed(string pathBase, string path) =>
        Assert.Throws<ArgumentException>(() => EventReceiver.Start(new EventReceiverOptions { AllowUnsigned = true, PathBase = pathBase, MetricsPath = path }));

    [Fact]
    public async Task What_nobody_verifies_is_told_apart()
    {
        using TestReceiver receiver = new TestReceiver(options =>
        {
            options.Secrets = null;
            options.AllowUnsigned = true;
            return Watched(options);
        }).AcceptAll();
        await receiver.SendAsync(TestReceiver.Delivery("1", signature: "any"));

        Assert.Equal(1, (await ScrapeAsync(receiver))["ricloud_receiver_events_total{verdict=\"unverified\",outcome=\"handed_over\"}"]);
    }

    private static EventReceiverOptions Watched(EventReceiverOptions options)
    {
        options.MetricsPath = "/metrics";
        options.Filter = received => received.Type != "poll";
        return options;
    }

    private static async Task<IReadOnlyDictionary<string, double>> ScrapeAsync(TestReceiver receiver)
    {
        RawAnswer answer = await receiver.SendAsync(Scrape);
        Assert.Equal(200, answer.Status);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Headers["Content-Type"]);
        return PrometheusFormat.Read(answer.Body);
    }
}
