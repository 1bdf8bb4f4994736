using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Send-RicloudEvent -Template and -Scenario: bodies like the API's, against the emulator's receiver.</summary>
public sealed class EventTemplateTests : IAsyncLifetime
{
    private static readonly string[] Documented =
        ["poll.created", "poll.completed", "session.expired", "task.created", "task.succeeded", "task.failed", "webhook_config.test"];

    private readonly ModuleRunspace _module = new();
    private EmulatorProcess _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await EmulatorProcess.StartAsync("--work-delay", "0s");

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        await _emulator.DisposeAsync();
    }

    /// <summary>Both directions: what real events have, their templates have, and nothing besides, of the same kind.</summary>
    [Fact]
    public async Task Templates_have_what_the_emulators_own_events_have()
    {
        Dictionary<string, JsonElement> real = await RealEventsAsync();

        PipelineRun run = Send("-Template " + string.Join(", ", Documented)).AssertClean();

        JsonElement[] sent = Received();
        Assert.Equal(Documented, sent.Select(Name));
        Assert.All(sent, e => Assert.Equal(Shape(real[Name(e)]), Shape(e)));
        Assert.Equal(sent.Length, run.Output.Select(o => o.Properties["EventId"].Value).Distinct().Count());
    }

    [Fact]
    public void A_sequence_is_one_story_in_order()
    {
        Send("-Scenario poll-with-failure -PauseSec 0").AssertClean();

        JsonElement[] sent = Received();
        Assert.Equal(["poll.created", "task.created", "task.created", "task.succeeded", "task.failed", "poll.completed"], sent.Select(Name));
        JsonElement poll = sent[^1].GetProperty("data");
        long[] made = [.. sent[1..3].Select(e => e.GetProperty("data").GetProperty("id").GetInt64())];
        Assert.Single(sent.Where(e => e.GetProperty("type").GetString() == "task").Select(e => e.GetProperty("data").GetProperty("poll").GetInt64()).Append(poll.GetProperty("id").GetInt64()).Distinct());
        Assert.Equal(made[0], Assert.Single(poll.GetProperty("tasks_succeeded").EnumerateArray()).GetInt64());
        Assert.Equal(made[1], Assert.Single(poll.GetProperty("tasks_failed").EnumerateArray()).GetInt64());
        Assert.Equal(made[1], sent[4].GetProperty("data").GetProperty("id").GetInt64());
        Assert.Equal(sent[0].GetProperty("data").GetProperty("date_created").GetString(), poll.GetProperty("date_created").GetString());
        Assert.Equal(6, sent.Select(e => e.GetProperty("id").GetString()).Distinct().Count());
        Send("-Scenario poll-with-failure -PauseSec 0").AssertClean();
        Assert.NotEqual(poll.GetProperty("id").GetInt64(), Received()[^1].GetProperty("data").GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("poll")]
    [InlineData("webhook-test")]
    public void Every_sequence_is_taken(string scenario)
    {
        PipelineRun run = Send($"-Scenario {scenario} -PauseSec 0.001").AssertClean();

        Assert.All(run.Output, o => Assert.Equal(200, o.Properties["StatusCode"].Value));
        Assert.DoesNotContain(Received(), e => e.GetRawText().Contains('#', StringComparison.Ordinal) || e.GetRawText().Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_set_and_removed_is()
    {
        Send("-Template poll.completed -Set @{ 'data.id' = 9; 'data.own.name' = 'x'; 'data.results.data.0.url' = 's3://b'; 'data.errors.0' = @{ task = 1 }; action = 'exploded'; retries = 3 } -Remove data.results.data.1, data.session").AssertClean();

        JsonElement sent = Assert.Single(Received());
        JsonElement data = sent.GetProperty("data");
        Assert.Equal("poll.exploded", Name(sent));
        Assert.Equal(3, sent.GetProperty("retries").GetInt32());
        Assert.Equal(9, data.GetProperty("id").GetInt32());
        Assert.Equal("x", data.GetProperty("own").GetProperty("name").GetString());
        Assert.Equal("s3://b", Assert.Single(data.GetProperty("results").GetProperty("data").EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal(1, data.GetProperty("errors")[0].GetProperty("task").GetInt32());
        Assert.False(data.TryGetProperty("session", out _));
    }

    [Fact]
    public void The_events_own_id_can_be_set()
    {
        PipelineRun run = Send("-Template task.failed -Set @{ id = 'my-id' }; Send-RicloudEvent $to -Secret $secret -Template task.failed -Remove id, data").AssertClean();

        Assert.Equal("my-id", run.Output[0].Properties["EventId"].Value);
        Assert.Equal("my-id", Received()[0].GetProperty("id").GetString());
        Assert.False(Received()[1].TryGetProperty("id", out _));
    }

    [Theory]
    [InlineData("-Remove data.resutls", "there is no 'data.resutls'; there are id, resource, organisation")]
    [InlineData("-Remove data.id.x", "'data.id.x' names nothing: there is no 'data.id.x'")]
    [InlineData("-Remove data..id", "there is no 'data.'")]
    [InlineData("-Set @{ 'data..id' = 1 }", "separated by single dots")]
    [InlineData("-Set @{ 'data.id.x' = 1 }", "there is no 'data.id.x'")]
    [InlineData("-Set @{ 'data.errors.1' = 1 }", "there is no 'data.errors.1'")]
    [InlineData("-Set @{ 'data.errors.x.y' = 1 }", "there is no 'data.errors.x'")]
    public void A_place_that_isnt_there_is_said_and_nothing_is_sent(string changes, string said)
    {
        PipelineRun run = Send("-Template poll.completed " + changes);

        Assert.Contains(said, run.AssertError("InvalidEventPath").ToString(), StringComparison.Ordinal);
        Assert.Empty(Received());
    }

    [Fact]
    public void What_isnt_in_all_of_a_sequence_is_told_before_the_first_is_sent()
    {
        Send("-Scenario poll -PauseSec 0 -Remove data.tasks_pending").AssertError("InvalidEventPath");

        Assert.Empty(Received());
    }

    [Theory]
    [InlineData("-Template poll.started", "There is no template 'poll.started'. There are: poll.created, poll.completed")]
    [InlineData("-Scenario nothing", "There is no scenario 'nothing'. There are: poll, poll-with-failure, webhook-test.")]
    public void A_wrong_name_is_told_with_those_there_are(string which, string said) =>
        Assert.Contains(said, Send(which).AssertError("UnknownTemplate").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("-Template poll.completed -Set @{ 'data.x' = [Text.StringBuilder]::new() }", "BodyNotSerialisable")]
    [InlineData("-Template poll.completed -Set @{}", "ParameterArgumentValidationError")]
    [InlineData("-Template poll.completed -Scenario poll", "AmbiguousParameterSet")]
    [InlineData("-Scenario poll -PauseSec -1", "ParameterArgumentValidationError")]
    public void Bad_input_is_an_error(string which, string id) => Send(which).AssertError(id);

    [Fact]
    public async Task A_pause_ends_with_the_command()
    {
        PipelineRun run = _module.Start("Send-RicloudEvent $to -Secret $secret -Scenario poll -PauseSec 3600", Variables());
        await ReceiverScene.UntilAsync(() => Received().Length == 1);

        Assert.True(run.Stop().WasStopped);

        Assert.Single(Received());
        Assert.Single(run.Output);
    }

    [Fact]
    public void A_plan_names_each_and_waits_for_none()
    {
        Send("-Scenario poll -PauseSec 3600 -WhatIf").AssertClean();

        Assert.Equal(6, _module.HostText.Split("What if:").Length - 1);
        Assert.Empty(Received());
    }

    [Theory]
    [InlineData("Send-RicloudEvent -Template ", "poll.created|poll.completed|session.expired|task.created|task.succeeded|task.failed|webhook_config.test")]
    [InlineData("Send-RicloudEvent -Template task.s", "task.succeeded")]
    [InlineData("Send-RicloudEvent -Scenario p", "poll|poll-with-failure")]
    public void Tab_completes_them(string line, string expected)
    {
        PipelineRun run = _module.Run("[Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText", new Dictionary<string, object?> { ["line"] = line });

        Assert.Equal(expected.Split('|'), run.AssertClean().Output.Select(o => o.ToString()));
    }

    private static string Name(JsonElement occurrence) => occurrence.GetProperty("type").GetString() + "." + occurrence.GetProperty("action").GetString();

    /// <summary>The names and kinds of everything in it; ids and texts may differ, and how many there are of a list's elements.</summary>
    private static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", value.EnumerateObject().Select(p => p.Name + ":" + Shape(p.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join("|", value.EnumerateArray().Select(Shape).Distinct()) + "]",
        JsonValueKind.True or JsonValueKind.False => "flag",
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _) => "date",
        _ => value.ValueKind.ToString(),
    };

    private PipelineRun Send(string which) => _module.Run("Send-RicloudEvent $to -Secret $secret " + which, Variables());

    private Dictionary<string, object?> Variables() => new()
    {
        ["to"] = _emulator.Url + "_emulator/receiver/inbox",
        ["secret"] = "s",
    };

    private JsonElement[] Received() => [.. Bodies("inbox").Reverse()];

    private IEnumerable<JsonElement> Bodies(string receiver) =>
        Get("/_emulator/receiver/" + receiver).EnumerateArray().Select(r => JsonDocument.Parse(r.GetProperty("body").GetString()!).RootElement);

    private JsonElement Get(string path) => JsonDocument.Parse(_emulator.Http.GetStringAsync(path).GetAwaiter().GetResult()).RootElement.GetProperty("data");

    /// <summary>One event of each kind that a retrieval on the emulator makes: two tasks succeed, one fails.</summary>
    private async Task<Dictionary<string, JsonElement>> RealEventsAsync()
    {
        HttpClient http = _emulator.Http;
        async Task PostAsync(string path, string body)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body) };
            request.Headers.Add("Ricloud-Await", "5");
            using HttpResponseMessage answer = await http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await PostAsync("/configs/webhook", $$"""{"url": "{{_emulator.Url}}_emulator/receiver/real"}""");
        await PostAsync("/configs/storage", """{"url": "gs://bucket/place", "credentials": {"client_email": "a@b"}}""");
        await PostAsync("/configs/storage/1/test", string.Empty);
        await PostAsync("/users", """{"identifier": "jo"}""");
        await PostAsync("/sessions", """{"source": {"user": 1, "type": "mocks.mock", "identifier": "jo"}, "payload": {"password": "p"}}""");
        await PostAsync("/organisation", """{"webhook_config_default": 1}""");
        await PostAsync("/polls", """{"session": 1, "payload": {"files": ["nothing"]}}""");
        await ReceiverScene.UntilAsync(() => Real("poll.completed").Length == 1);
        await PostAsync("/polls", """{"session": 1, "payload": {"info_types": ["account"], "files": ["file-1"]}}""");
        await ReceiverScene.UntilAsync(() => Real("poll.completed").Length == 2);
        using HttpResponseMessage deleted = await http.DeleteAsync("/sessions/1");
        await ReceiverScene.UntilAsync(() => Real("session.expired").Length == 1);
        return Documented.ToDictionary(name => name, name => Real(name)[0]);

        // As they were delivered, the newest first; what tests and sessions have made has no poll.
        JsonElement[] Real(string name) => [.. Bodies("real").Where(e => Name(e) == name && (!name.StartsWith("task", StringComparison.Ordinal) || e.GetProperty("data").GetProperty("poll").ValueKind == JsonValueKind.Number))];
    }
}
