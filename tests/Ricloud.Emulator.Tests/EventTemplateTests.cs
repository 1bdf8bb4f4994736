using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

/// <summary>Events of templates, and sequences of them, on demand.</summary>
public sealed class EventTemplateTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private const string Path = "/_emulator/events";

    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task A_template_is_an_event_with_what_is_set_and_without_what_is_removed()
    {
        Answer made = await PostAsync("""{"template": "poll.completed", "set": {"data.id": 9, "data.own.name": "ö", "data.results.data.0.url": "s3://b", "data.errors.0": {"task": 1}}, "remove": ["data.session", "data.results.data.1"]}""");

        JsonElement data = (await _emulator.GetAsync("/events/" + made.Id)).Json.GetProperty("data");
        Assert.Equal(201, made.Status);
        Assert.Equal("poll completed", made.Json.GetProperty("type").GetString() + " " + made.Json.GetProperty("action").GetString());
        Assert.Equal(9, data.GetProperty("id").GetInt32());
        Assert.Equal(1, data.GetProperty("key").GetInt32());
        Assert.Equal("ö", data.GetProperty("own").GetProperty("name").GetString());
        Assert.Equal("s3://b", Assert.Single(data.GetProperty("results").GetProperty("data").EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal(1, data.GetProperty("errors")[0].GetProperty("task").GetInt32());
        Assert.False(data.TryGetProperty("session", out _));
        Assert.DoesNotContain('#', made.Text);
        Assert.DoesNotContain('@', made.Text);
    }

    [Fact]
    public async Task A_sequence_is_made_at_once_without_a_pause()
    {
        Answer made = await PostAsync("""{"scenario": "poll", "pause": 0}""");

        JsonElement[] events = [.. made.Json.GetProperty("data").EnumerateArray()];
        Assert.Equal(
            ["poll.created", "task.created", "task.created", "task.succeeded", "task.succeeded", "poll.completed"],
            events.Select(e => e.GetProperty("type").GetString() + "." + e.GetProperty("action").GetString()));
        Assert.False(made.Json.GetProperty("has_more").GetBoolean());
        Assert.Single(events.Select(e => e.GetProperty("data")).Select(d => d.TryGetProperty("poll", out JsonElement poll) ? poll.GetInt64() : d.GetProperty("id").GetInt64()).Distinct());
    }

    [Fact]
    public async Task With_a_pause_it_goes_on_by_itself()
    {
        Answer made = await PostAsync("""{"scenario": "webhook-test", "pause": 1, "set": {"data.mark": 4711}}""");

        Assert.Equal("task", Assert.Single(made.Json.GetProperty("data").EnumerateArray()).GetProperty("type").GetString());
        Assert.True(made.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal(3, made.Json.GetProperty("total_count").GetInt32());
        await _emulator.WaitForAsync("/events?limit=100", page => page.GetProperty("data").EnumerateArray().Count(e => e.GetProperty("data").TryGetProperty("mark", out _)) == 3);
    }

    [Theory]
    [InlineData("{}", "type", "action")]
    [InlineData("""{"template": "poll.started"}""", "template")]
    [InlineData("""{"scenario": "nothing"}""", "scenario")]
    [InlineData("""{"template": "poll.created", "scenario": "poll"}""", "template")]
    [InlineData("""{"template": "poll.created", "type": "poll", "data": {}}""", "type", "data")]
    [InlineData("""{"type": "poll", "action": "x", "set": {"data.id": 1}, "remove": [], "pause": 1}""", "set", "remove", "pause")]
    [InlineData("""{"template": "poll.created", "set": {"id": 1}}""", "set")]
    [InlineData("""{"template": "poll.created", "set": {"data": 1}}""", "set")]
    [InlineData("""{"template": "poll.created", "set": {"data.id.x": 1}}""", "set")]
    [InlineData("""{"template": "poll.created", "set": {"data..id": 1}}""", "set")]
    [InlineData("""{"template": "poll.created", "set": {"data.x": {"a": 1, "a": 2}}}""", "set")]
    [InlineData("""{"template": "poll.created", "set": []}""", "set")]
    [InlineData("""{"template": "poll.created", "remove": ["data.none"]}""", "remove")]
    [InlineData("""{"template": "poll.created", "remove": [1]}""", "remove")]
    [InlineData("""{"template": "poll.created", "remove": "data.id"}""", "remove")]
    [InlineData("""{"scenario": "poll", "pause": 0, "remove": ["data.tasks_pending"]}""", "remove")]
    [InlineData("""{"scenario": "poll", "pause": -1}""", "pause")]
    public async Task What_makes_no_sense_is_refused_with_its_field_and_nothing_happens(string body, params string[] fields)
    {
        int before = (await _emulator.GetAsync("/events")).Json.GetProperty("total_count").GetInt32();

        (await PostAsync(body)).AssertRefused(400, "invalid-parameter", fields);

        Assert.Equal(before, (await _emulator.GetAsync("/events")).Json.GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task A_secret_that_is_handed_in_is_left_out()
    {
        Answer made = await PostAsync("""{"template": "webhook_config.test", "set": {"data.secret": "planted"}}""");

        Assert.Equal(201, made.Status);
        Assert.DoesNotContain("planted", made.Text);
    }

    private Task<Answer> PostAsync(string body) => _emulator.SendAsync(System.Net.Http.HttpMethod.Post, Path, body);
}
