using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary>Answers that aren't the API's: statuses, pages, redirects, limits.</summary>
public sealed class AnswerTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData(404, "not-found")]
    [InlineData(429, "limit-exceeded")]
    [InlineData(500, "server-error")]
    [InlineData(503, "server-error")]
    [InlineData(408, "bad-request")]
    public async Task A_status_has_the_error_body_of_the_api(int status, string error)
    {
        await _emulator.SetAsync(new { kind = "status", status });

        (await _emulator.GetAsync("/key")).AssertRefused(status, error);
        Assert.Equal($"answered {status} - status", Assert.Single(await _emulator.RequestsAsync()).Told());
    }

    [Theory]
    [InlineData("before", 0, "answered 502 - status")]
    [InlineData("after", 1, "answered 502 201 status")]
    public async Task A_status_after_handling_has_committed(string when, int committed, string told)
    {
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(new { kind = "status", status = 502, when });

        Assert.Equal(502, (await _emulator.SendAsync(HttpMethod.Post, FaultScene.Configs, body)).Status);

        Assert.Equal(told, Assert.Single(await _emulator.RequestsAsync()).Told());
        Assert.Equal(committed, await _emulator.CountAsync(url));
    }

    [Fact]
    public async Task Retry_after_comes_in_seconds_as_a_date_and_as_the_date_that_is_given()
    {
        await _emulator.SetAsync(
            new { kind = "status", status = 503, retry_after = 7, nth = 1 },
            new { kind = "status", status = 503, retry_after = 7, retry_after_as = "date", nth = 2 },
            new { kind = "status", status = 503, retry_after = "2030-01-02T03:04:05Z", nth = 3 },
            new { kind = "status", status = 503, retry_after = "Wed, 02 Jan 2030 03:04:05 GMT", nth = 4 });

        string[] headers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RetryAfterAsync()));

        Array.Sort(headers, StringComparer.Ordinal);
        Assert.Contains("7", headers);
        Assert.Equal(2, headers.Count(header => header == "Wed, 02 Jan 2030 03:04:05 GMT"));
        string relative = Assert.Single(headers, header => header != "7" && !header.Contains("2030", StringComparison.Ordinal));
        TimeSpan wait = DateTimeOffset.ParseExact(relative, "r", CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow;
        Assert.InRange(wait.TotalSeconds, 2, 9);
    }

    [Theory]
    [InlineData("""{"kind":"status","status":500,"body":{"error":"own","message":"m"}}""", "application/json", """{"error":"own","message":"m"}""")]
    [InlineData("""{"kind":"status","status":500,"body":"plain é"}""", "text/plain; charset=utf-8", "plain é")]
    [InlineData("""{"kind":"status","status":200,"body":""}""", "text/plain; charset=utf-8", "")]
    [InlineData("""{"kind":"html","status":502,"body":"<p>gateway</p>"}""", "text/html; charset=utf-8", "<p>gateway</p>")]
    public async Task A_body_is_sent_as_it_was_given(string rule, string contentType, string text)
    {
        await _emulator.SetAsync();
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", rule);

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "GET", "/key", close: true);

        Assert.Equal(contentType, answer.Headers["Content-Type"]);
        Assert.Equal(text, answer.Text);
        Assert.Equal(answer.Body.Length, answer.AnnouncedLength);
    }

    [Fact]
    public async Task Html_comes_with_a_success_unless_told_otherwise()
    {
        await _emulator.SetAsync(new { kind = "html" });

        Answer answer = await _emulator.GetAsync("/key");

        Assert.Equal(200, answer.Status);
        Assert.Equal("text/html", answer.ContentType);
        Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task A_status_that_has_no_body_has_none(int status)
    {
        await _emulator.SetAsync(new { kind = "status", status });

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "GET", "/key", close: true);

        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_redirect_leads_to_the_location_that_is_given(string when, int committed)
    {
        const string Location = "http://elsewhere.invalid:81/configs/webhook?x=1";
        (string body, string url) = FaultScene.NewConfig();
        await _emulator.SetAsync(new { kind = "redirect", location = Location, when });

        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "POST", FaultScene.Configs, body, close: true);

        Assert.Equal(307, answer.Status);
        Assert.Equal(Location, answer.Headers["Location"]);
        Assert.Equal(0, answer.AnnouncedLength);
        Assert.Equal(committed, await _emulator.CountAsync(url));
    }

    [Fact]
    public async Task A_rate_limit_refuses_what_is_over_it_until_its_window_has_passed()
    {
        await _emulator.SetAsync(new { kind = "rate-limit", limit = 3, window = 2 });

        string first = await _emulator.StatusesAsync(4);
        Answer refused = await _emulator.GetAsync(FaultScene.Configs);
        string retryAfter = await RetryAfterAsync();
        await _emulator.WaitForAsync(FaultScene.Configs, _ => true);
        string next = await _emulator.StatusesAsync(3);

        Assert.Equal("200 200 200 429", first);
        refused.AssertRefused(429, "limit-exceeded");
        Assert.Contains(retryAfter, (string[])["1", "2"]);
        Assert.Equal("200 200 429", next);
    }

    [Fact]
    public async Task A_rate_limit_counts_only_what_its_rule_matches()
    {
        await _emulator.SetAsync(new { kind = "rate-limit", limit = 1, window = 60, path = "/key" });

        Assert.Equal("200 200 200", await _emulator.StatusesAsync(3));
        Assert.Equal("200 429", await _emulator.StatusesAsync(2, "/key"));
    }

    private async Task<string> RetryAfterAsync()
    {
        WireAnswer answer = await Wire.ExchangeAsync(_emulator, "GET", FaultScene.Configs, close: true);
        return answer.Headers["Retry-After"];
    }
}
