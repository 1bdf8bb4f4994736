using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary>Which requests a rule fires on, and which rules are refused.</summary>
public sealed class RuleTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task Rules_are_listed_as_given_with_how_often_each_matched_and_fired()
    {
        await _emulator.SetAsync();
        Answer added = await _emulator.SendAsync(
            HttpMethod.Post, "/_emulator/faults", """{"Kind":"STATUS","status":503,"method":"get","path":"/key","nth":[2,3],"body":{"a":[1.50]}}""");
        await _emulator.StatusesAsync(2);
        string statuses = await _emulator.StatusesAsync(4, "/key");

        JsonElement rule = (await _emulator.GetAsync("/_emulator/faults")).Json.GetProperty("data")[0];

        Assert.Equal(201, added.Status);
        Assert.Equal(added.Json.GetProperty("data")[0].GetProperty("id").GetInt64(), rule.GetProperty("id").GetInt64());
        Assert.Equal("fault_rule", rule.GetProperty("resource").GetString());
        Assert.Equal("STATUS", rule.GetProperty("kind").GetString());
        Assert.Equal("""{"a":[1.50]}""", rule.GetProperty("body").GetRawText());
        Assert.Equal("200 503 503 200", statuses);
        Assert.Equal(4, rule.GetProperty("seen").GetInt64());
        Assert.Equal(2, rule.GetProperty("fired").GetInt64());
    }

    [Fact]
    public async Task Clearing_ends_every_rule()
    {
        await _emulator.SetAsync(new { kind = "status", status = 500 }, new { kind = "drop" });

        Answer cleared = await _emulator.DeleteAsync("/_emulator/faults");

        Assert.Equal(200, cleared.Status);
        Assert.Empty(cleared.Json.GetProperty("data").EnumerateArray());
        Assert.Equal("200 200", await _emulator.StatusesAsync(2));
    }

    [Fact]
    public async Task A_rule_fires_as_often_as_it_may_and_the_next_takes_over()
    {
        await _emulator.SetAsync(
            new { kind = "status", status = 500, times = 2 },
            new { kind = "status", status = 502, times = 1 },
            new { kind = "status", status = 503, nth = 5 });

        Assert.Equal("500 500 502 200 503 200", await _emulator.StatusesAsync(6));
        Assert.Equal([2, 1, 1], await _emulator.FiredAsync());
    }

    [Theory]
    [InlineData("*", "/configs/webhook", true)]
    [InlineData("/configs/webhook", "/configs/webhook", true)]
    [InlineData("/configs/webhook", "/configs/webhook/1", false)]
    [InlineData("/configs", "/configs/webhook", false)]
    [InlineData("/configs/*", "/configs/webhook/1/test", true)]
    [InlineData("/configs/webhook*", "/configs/webhook", true)]
    [InlineData("/configs/webhook/*/test", "/configs/webhook/12/test", true)]
    [InlineData("/configs/webhook/*/test", "/configs/webhook/12", false)]
    [InlineData("*/test", "/configs/webhook/12/test", true)]
    [InlineData("/c*s/*b*/1", "/configs/webhook/1", true)]
    [InlineData("/configs/webhook/1*1", "/configs/webhook/1", false)]
    [InlineData("/Configs/webhook", "/configs/webhook", false)]
    public async Task A_path_matches_exactly_or_by_its_stars(string pattern, string path, bool matches)
    {
        await _emulator.SetAsync(new { kind = "status", status = 599, path = pattern });

        Assert.Equal(matches, (await _emulator.GetAsync(path)).Status == 599);
    }

    [Fact]
    public async Task A_method_matches_whatever_its_case()
    {
        await _emulator.SetAsync(new { kind = "status", status = 599, method = "delete" });

        Assert.Equal("200", await _emulator.StatusesAsync(1));
        Assert.Equal(599, (await _emulator.DeleteAsync("/configs/webhook/1")).Status);
    }

    [Fact]
    public async Task A_share_of_the_requests_follows_from_the_seed_alone()
    {
        string one = await RunAsync(seed: 7);
        string again = await RunAsync(seed: 7);
        string other = await RunAsync(seed: 8);

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
        Assert.InRange(one.Split(' ').Count(status => status == "500"), 30, 90);

        async Task<string> RunAsync(int seed)
        {
            await _emulator.SetAsync(
                new { kind = "status", status = 400, nth = 1_000 }, new { kind = "status", status = 500, probability = 0.3, seed });
            return await _emulator.StatusesAsync(200, "/key");
        }
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(1.0, 20)]
    public async Task Never_and_always_are_probabilities_too(double probability, int expected)
    {
        await _emulator.SetAsync(new { kind = "status", status = 500, probability });
        await _emulator.StatusesAsync(20, "/key");

        Assert.Equal([expected], await _emulator.FiredAsync());
    }

    [Fact]
    public async Task The_emulators_own_routes_are_never_touched()
    {
        await _emulator.SetAsync(new { kind = "drop" }, new { kind = "drop", path = "*" });

        Assert.Equal(200, (await _emulator.GetAsync("/_emulator/health")).Status);
        Assert.Equal(200, (await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/x", "{}")).Status);
        Assert.Equal([0, 0], await _emulator.FiredAsync());
    }

    [Theory]
    [InlineData("""{}""", "kind")]
    [InlineData("""{"kind":"nonsense"}""", "kind")]
    [InlineData("""{"kind":7,"times":0}""", "kind", "times")]
    [InlineData("""{"kind":"drop","method":"G ET","path":"configs","when":"later","ending":"bang"}""", "method", "path", "when", "ending")]
    [InlineData("""{"kind":"drop","path":"/key?x=1"}""", "path")]
    [InlineData("""{"kind":"drop","path":"/_emulator/health"}""", "path")]
    [InlineData("""{"kind":"drop","nth":0,"times":-1}""", "nth", "times")]
    [InlineData("""{"kind":"drop","nth":[]}""", "nth")]
    [InlineData("""{"kind":"drop","nth":[1,"2"]}""", "nth")]
    [InlineData("""{"kind":"drop","nth":1,"probability":0.5}""", "probability")]
    [InlineData("""{"kind":"drop","probability":1.5}""", "probability")]
    [InlineData("""{"kind":"drop","seed":1}""", "seed")]
    [InlineData("""{"kind":"drop","ms":1,"\ud800":1}""", "ms", "?")]
    [InlineData("""{"kind":"delay"}""", "ms")]
    [InlineData("""{"kind":"delay","ms":600001}""", "ms")]
    [InlineData("""{"kind":"status"}""", "status")]
    [InlineData("""{"kind":"status","status":199}""", "status")]
    [InlineData("""{"kind":"status","status":503.5,"retry_after":-1,"retry_after_as":"x"}""", "status", "retry_after", "retry_after_as")]
    [InlineData("""{"kind":"status","status":503,"retry_after":"soon"}""", "retry_after")]
    [InlineData("""{"kind":"status","status":204,"body":"x"}""", "body")]
    [InlineData("""{"kind":"status","status":500,"body":"\ud800"}""", "body")]
    [InlineData("""{"kind":"html","status":204}""", "status")]
    [InlineData("""{"kind":"truncate","bytes":-1}""", "bytes")]
    [InlineData("""{"kind":"slow","bytes":0,"ms":0}""", "bytes", "ms")]
    [InlineData("""{"kind":"wrong-length","by":0}""", "by")]
    [InlineData("""{"kind":"invalid-utf8","when":"before"}""", "when")]
    [InlineData("""{"kind":"redirect"}""", "location")]
    [InlineData("""{"kind":"redirect","location":"/relative","status":305}""", "location", "status")]
    [InlineData("""{"kind":"rate-limit"}""", "limit", "window")]
    [InlineData("""{"kind":"rate-limit","limit":0,"window":0,"nth":1}""", "limit", "window", "nth")]
    [InlineData("""[{"kind":"drop"},{"kind":"delay"},7]""", "[1].ms", "[2]")]
    public async Task A_rule_that_is_wrong_is_refused_with_each_bad_field_named(string body, params string[] fields)
    {
        await _emulator.SetAsync();

        (await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", body)).AssertRefused(400, "invalid-parameter", fields);

        Assert.Empty(await _emulator.FiredAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task What_is_no_rule_at_all_is_an_invalid_body(string body) =>
        (await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", body)).AssertRefused(400, "invalid-body");

    [Fact]
    public async Task There_are_at_most_a_thousand_rules()
    {
        await _emulator.SetAsync([.. Enumerable.Repeat(new { kind = "drop", path = "/nowhere" }, 999)]);

        Assert.Equal(201, (await _emulator.PostAsync("/_emulator/faults", new { kind = "drop", path = "/nowhere" })).Status);
        (await _emulator.PostAsync("/_emulator/faults", new { kind = "drop" })).AssertRefused(400, "limit-exceeded");
        Assert.Equal("200", await _emulator.StatusesAsync(1));
    }

    [Theory]
    [InlineData("POST", "/_emulator/faults")]
    [InlineData("GET", "/_emulator/faults")]
    [InlineData("DELETE", "/_emulator/faults")]
    [InlineData("GET", "/_emulator/requests")]
    [InlineData("DELETE", "/_emulator/requests")]
    public async Task Nobody_uses_it_without_a_token(string method, string path) =>
        (await _emulator.SendAsync(new HttpMethod(method), path, null, ("Authorization", ""))).AssertRefused(401, "unauthorized");
}
