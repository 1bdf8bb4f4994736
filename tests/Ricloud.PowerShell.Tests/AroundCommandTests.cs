using System;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Tasks, the organisation, keys and events, on the wire.</summary>
public sealed class AroundCommandTests
{
    private const string Key = """{"id": 5, "resource": "key", "type": "standard", "webhook_config": 7, "token": "planted-token-4711", "state": "active"}""";
    private const string Organisation = """{"id": 3, "resource": "organisation", "name": "Example", "webhook_config_default": null, "state": "active", "permissions": {"a": [1, {"b": true}]}, "new_thing": {"x": 1}}""";

    [Theory]
    [InlineData("Get-RicloudTask -Type webhook_config.test -State FAILED", "GET /tasks?limit=1000&type=webhook_config.test&state=failed")]
    [InlineData("Get-RicloudTask -Target 7 -First 3", "GET /tasks?limit=1000&target=7")]
    [InlineData("Get-RicloudEvent -Type task -Action failed", "GET /events?limit=1000&type=task&action=failed")]
    [InlineData("Get-RicloudKey", "GET /keys?limit=1000")]
    public async Task Lists_are_filtered_by_the_server(string command, string request)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.List(false)));

        scene.Run(command).AssertClean();

        Assert.Equal(request, Assert.Single(scene.Api.Requests).ToString());
    }

    [Theory]
    [InlineData("9, 10 | Get-RicloudTask", "GET /tasks/9", "GET /tasks/10")]
    [InlineData("Get-RicloudEvent 7f9c-a", "GET /events/7f9c-a")]
    [InlineData("Get-RicloudKey 5", "GET /keys/5")]
    [InlineData("Get-RicloudKey -Current", "GET /key")]
    [InlineData("Get-RicloudOrganisation", "GET /organisation")]
    public async Task One_is_read_by_its_id(string command, params string[] requests)
    {
        await using var scene = new StubScene(r => StubAnswer.Json(200, r.Path.StartsWith("/tasks", StringComparison.Ordinal)
            ? StubScene.TestTask("9", "failed")
            : r.Path.StartsWith("/events", StringComparison.Ordinal) ? """{"id": "7f9c-a", "resource": "event"}"""
            : r.Path == "/organisation" ? Organisation : Key));

        PipelineRun run = scene.Run(command).AssertClean();

        Assert.Equal(requests, scene.Api.Requests.Select(r => r.ToString()));
        Assert.Equal(requests.Length, run.Output.Count);
    }

    [Theory]
    [InlineData("Set-RicloudOrganisation -DefaultWebhookConfig 7", """{"webhook_config_default":7}""")]
    [InlineData("Set-RicloudOrganisation -NoDefaultWebhookConfig", """{"webhook_config_default":null}""")]
    [InlineData("Set-RicloudKey 5 -WebhookConfig 7", """{"webhook_config":7}""")]
    [InlineData("Set-RicloudKey 5 -UseDefaultWebhookConfig", """{"webhook_config":null}""")]
    public async Task Only_what_is_passed_is_sent_and_null_is_passed_too(string command, string body)
    {
        await using var scene = new StubScene(r => StubAnswer.Json(200, r.Path == "/organisation" ? Organisation : Key));

        Assert.Single(scene.Run(command).AssertClean().Output);

        Assert.Equal(body, Assert.Single(scene.Api.Requests).BodyText);
    }

    [Theory]
    [InlineData("Set-RicloudOrganisation")]
    [InlineData("Set-RicloudKey 5")]
    public async Task Setting_nothing_is_an_error(string command)
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run(command).AssertError("NothingToChange");
        Assert.Empty(scene.Api.Requests);
    }

    [Fact]
    public async Task A_task_is_waited_for_until_it_is_done()
    {
        int asked = 0;
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.TestTask("9", ++asked < 3 ? "processing" : "succeeded")));

        PipelineRun run = scene.Run("Wait-RicloudTask 9").AssertClean();

        Assert.Equal("succeeded", Assert.Single(run.Output).Properties["State"].Value);
        Assert.Equal(3, scene.Api.Requests.Count);
    }

    [Fact]
    public async Task A_task_that_is_done_needs_no_request()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.TestTask("9", "failed")));

        scene.Run("Get-RicloudTask 9 | Wait-RicloudTask").AssertClean();

        Assert.Single(scene.Api.Requests);
    }

    [Theory]
    [InlineData("Wait-RicloudTask 9 -TimeoutSec 1", 9L)]
    [InlineData("Test-RicloudWebhookConfig 7 -Wait -TimeoutSec 1", 9L)]
    [InlineData("Test-RicloudWebhookConfig 7 -Quiet -TimeoutSec 1", 9L)]
    [InlineData("New-RicloudWebhookConfig https://example.com -Wait -TimeoutSec 1", 7L)]
    [InlineData("Set-RicloudWebhookConfig 7 -State new -Wait -TimeoutSec 1", 7L)]
    public async Task A_wait_that_runs_out_is_an_error_that_carries_what_was_waited_for(string command, long id)
    {
        await using var scene = new StubScene(r => StubAnswer.Json(200, r.Path.StartsWith("/tasks", StringComparison.Ordinal) || r.Path.EndsWith("/test", StringComparison.Ordinal)
            ? StubScene.TestTask("9", "processing")
            : StubScene.Config("7", "new")));

        PipelineRun run = scene.Run(command);

        object target = run.AssertError("WaitTimeout").TargetObject;
        Assert.Equal(id, target.GetType().GetProperty("Id")!.GetValue(target));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_wait_that_breaks_off_still_says_what_was_made()
    {
        await using var scene = new StubScene(r => r.Method == "POST" ? StubAnswer.Json(201, StubScene.Config("7", "new")) : StubAnswer.Json(403, "{}"));

        object target = scene.Run("New-RicloudWebhookConfig https://example.com -Wait").AssertError("Forbidden").TargetObject;

        Assert.Equal(7L, target.GetType().GetProperty("Id")!.GetValue(target));
    }

    [Theory]
    [InlineData("Test-RicloudWebhookConfig 7", "10")]
    [InlineData("Test-RicloudWebhookConfig 7 -Wait -TimeoutSec 4", "4")]
    [InlineData("Test-RicloudWebhookConfig 7 -Quiet", "10")]
    public async Task A_test_asks_the_server_to_hold_its_answer(string command, string seconds)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.TestTask("9", "succeeded")));

        scene.Run(command).AssertClean();

        Assert.Equal(seconds, Assert.Single(scene.Api.Requests, static r => r.Method == "POST").Headers["Ricloud-Await"]);
    }

    [Fact]
    public async Task Free_json_comes_as_objects()
    {
        await using var scene = new StubScene(r => StubAnswer.Json(200, r.Path == "/organisation"
            ? Organisation
            : """{"id": "e", "resource": "event", "type": "key", "data": {"id": 5, "token": "planted-token-4711", "nested": [{"a": 1}]}}"""));

        PipelineRun run = scene.Run("$o = Get-RicloudOrganisation; $o.Permissions.a[1].b; $o.AdditionalProperties.new_thing.x; $e = Get-RicloudEvent e; $e.Data.nested[0].a; \"$($e.Data.token)\"; $e.Data.token.Reveal()").AssertClean();

        Assert.Equal([true, 1L, 1L, "(hidden)", "planted-token-4711"], run.OutputOf<object>());
    }
}
