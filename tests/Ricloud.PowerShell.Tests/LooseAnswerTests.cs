using System;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Of what no command needs nothing is required, and what isn't what it should be is kept as it came.</summary>
public sealed class LooseAnswerTests
{
    private const string Bad = "[1, \"x\"]";

    [Theory]
    [InlineData("""{"id": 9, "state": "succeeded", "type": "webhook_config.test", "target": ""}""", "")]
    [InlineData("""{"id": 9, "state": "succeeded", "type": "webhook_config.test", "target": null}""", null)]
    [InlineData("""{"id": 9, "state": "succeeded", "type": "webhook_config.test"}""", null)]
    [InlineData("""{"id": 9, "state": "succeeded", "type": "icloud.data", "target": "messages.sms"}""", "messages.sms")]
    [InlineData("""{"id": 9, "state": "succeeded", "type": "webhook_config.test", "target": 7}""", 7L)]
    public async Task A_task_is_read_whatever_its_target_is_and_a_test_ends_with_it(string task, object? target)
    {
        await using StubScene scene = new(request => StubAnswer.Json(200, request.Path is "/tasks" ? StubScene.List(false, task) : task));

        PipelineRun run = scene.Run("(Get-RicloudTask 9), (Get-RicloudTask), (Test-RicloudWebhookConfig 7 -Wait), (Wait-RicloudTask 9) | ForEach-Object { , $_.Target }; Test-RicloudWebhookConfig 7 -Quiet").AssertClean();

        Assert.Equal([target, target, target, target, true], run.Output.Select(o => o?.BaseObject));
    }

    [Theory]
    [InlineData("Get-RicloudWebhookConfig", "organisation url state date_created resource secret")]
    [InlineData("Get-RicloudTask", "resource organisation key user source session poll source_type type target state error date_created date_started date_completed")]
    [InlineData("Get-RicloudKey", "resource organisation type storage_config webhook_config state date_created date_expires token")]
    [InlineData("Get-RicloudEvent", "resource type action state retries date_created date_delivered")]
    public async Task One_odd_object_does_not_cost_a_list(string command, string attributes)
    {
        string[] names = attributes.Split(' ');
        string odd = "{\"id\": 2, " + string.Join(", ", names.Select(name => $"\"{name}\": {Bad}")) + "}";
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false, """{"id": 3}""", odd, """{"id": 1}""")));

        PipelineRun run = scene.Run(command).AssertClean();

        Assert.Equal([3L, 2L, 1L], run.Output.Select(o => o.Properties["Id"].Value));
        object kept = run.Output[1].Properties["AdditionalProperties"].Value;
        Assert.Equal(names.Order(), System.Management.Automation.PSObject.AsPSObject(kept).Properties.Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData("""{"webhook_configs": "none", "name": 5, "permissions": 1}""")]
    [InlineData("""{"webhook_configs": {}, "webhook_config_default": {"id": 3}}""")]
    [InlineData("{}")]
    public async Task An_organisation_is_read_whatever_is_in_it(string json)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, json));

        Assert.Single(scene.Run("Get-RicloudOrganisation").AssertClean().Output);
    }

    [Theory]
    [InlineData("""{"data": [{"id": 1}]}""")]
    [InlineData("""{"data": [{"id": 1}], "has_more": "false", "total_count": "1", "url": 5, "resource": []}""")]
    [InlineData("""{"data": [{"id": 1}], "has_more": 0}""")]
    public async Task A_list_needs_its_data_alone(string json)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, json));

        Assert.Single(scene.Run("Get-RicloudWebhookConfig").AssertClean().Output);
    }

    [Theory]
    [InlineData("""{"data": [{"url": "https://a"}]}""", "id")]
    [InlineData("""{"has_more": false}""", "data")]
    [InlineData("""{"data": [], "has_more": "perhaps"}""", "has_more")]
    public async Task What_a_command_needs_is_missed_by_name(string json, string name)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, json));

        Assert.Contains(name + "'", scene.Run("Get-RicloudWebhookConfig").AssertError("InvalidResponse").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_came_as_a_number_is_hidden_all_the_same()
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, """{"id": 1, "secret": 4711081542, "state": "valid"}"""));

        PipelineRun run = scene.Run("$c = Get-RicloudWebhookConfig 1; $c.RevealSecret(); \"$c\"").AssertClean();

        Assert.Equal("4711081542", run.Output[0].BaseObject);
        Assert.DoesNotContain("4711081542", run.Output[1].ToString() + scene.Module.Render(run.Output.Skip(1)), StringComparison.Ordinal);
    }
}
