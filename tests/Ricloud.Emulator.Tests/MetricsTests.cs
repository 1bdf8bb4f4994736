using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Ricloud.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

/// <summary>What the emulator counts for Prometheus.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync("--retry-delays", "0s");

    public async ValueTask DisposeAsync() => await _emulator.DisposeAsync();

    [Fact]
    public async Task What_happens_is_counted_where_it_belongs()
    {
        IReadOnlyDictionary<string, double> before = await ScrapeAsync();
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("good"));
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("bad") + "?status=503");
        await _emulator.CreateTestedAsync("http://127.0.0.1:9/nobody");
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/good/1", "{}", ("Ricloud-Signature", "nonsense"));
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", """{"kind": "drop", "path": "/key", "times": 1}""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _emulator.GetAsync("/key"));
        await _emulator.GetAsync("/nothing/here/at/all");
        await _emulator.SendAsync(new HttpMethod("BREW"), "/key", null);

        IReadOnlyDictionary<string, double> after = await ScrapeAsync();

        Assert.Equal(0, before["ricloud_emulator_queue_length"]);
        Assert.Equal(1, after["ricloud_emulator_deliveries_total{outcome=\"accepted\",error=\"\"}"]);
        Assert.Equal(1, after["ricloud_emulator_deliveries_total{outcome=\"refused\",error=\"status-503\"}"]);
        Assert.Equal(1, after["ricloud_emulator_deliveries_total{outcome=\"failed\",error=\"connection-refused\"}"]);
        Assert.Equal(3, after["ricloud_emulator_delivery_duration_seconds_count"]);
        Assert.Equal(2, after["ricloud_emulator_received_total{verdict=\"valid\"}"]);
        Assert.Equal(1, after["ricloud_emulator_received_total{verdict=\"malformed\"}"]);
        Assert.Equal(1, after["ricloud_emulator_faults_total{kind=\"drop\"}"]);
        Assert.Equal(1, after["ricloud_emulator_requests_total{method=\"GET\",outcome=\"dropped\",status=\"\"}"]);
        Assert.Equal(1, after["ricloud_emulator_requests_total{method=\"GET\",outcome=\"answered\",status=\"404\"}"]);
        Assert.Equal(1, after["ricloud_emulator_requests_total{method=\"other\",outcome=\"answered\",status=\"405\"}"]);
        Assert.Equal(0, after["ricloud_emulator_requests_in_flight"]);
        Assert.Equal(0, after["ricloud_emulator_deliveries_in_flight"]);
    }

    [Fact]
    public async Task What_waits_shows()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("x"));
        await _emulator.SendAsync(HttpMethod.Post, "/organisation", """{"webhook_config_default": 1}""");
        await _emulator.SendAsync(HttpMethod.Post, "/configs/webhook/1", $$"""{"url": "{{_emulator.ReceiverUrl("slow")}}?delay=60000"}""");
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/events", """{"type": "poll", "action": "completed"}""");

        var watch = Stopwatch.StartNew();
        IReadOnlyDictionary<string, double> metrics;
        do
        {
            Assert.True(watch.Elapsed.TotalSeconds < 60, "The test and the event aren't under way.");
            metrics = await ScrapeAsync();
        }
        while (metrics["ricloud_emulator_deliveries_in_flight"] < 2);

        Assert.InRange(metrics["ricloud_emulator_queue_length"], 2, 4);
    }

    [Fact]
    public async Task No_token_is_needed_and_a_foreign_page_gets_nothing()
    {
        Answer open = await _emulator.SendAsync(HttpMethod.Get, "/_emulator/metrics", null, ("Authorization", ""));
        Answer page = await _emulator.SendAsync(HttpMethod.Get, "/_emulator/metrics", null, ("Origin", "https://page.example"));

        Assert.Equal(200, open.Status);
        Assert.Equal(403, page.Status);
    }

    private async Task<IReadOnlyDictionary<string, double>> ScrapeAsync()
    {
        using HttpResponseMessage answer = await _emulator.Http.GetAsync(_emulator.Url + "/_emulator/metrics", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return PrometheusFormat.Read(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
