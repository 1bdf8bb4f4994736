using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using Ricloud.Host;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>What hangs on a config is said, and asked about, before it is switched off, deleted or given another address.</summary>
public sealed class ConfigUseTests
{
    [Theory]
    [InlineData("Set-RicloudWebhookConfig -State deactivated -Force")]
    [InlineData("Remove-RicloudWebhookConfig -Force")]
    public async Task A_warning_and_the_question_name_what_hangs_on_it_and_one_read_does_for_all(string command)
    {
        await using StubScene scene = Scene();

        PipelineRun whatIf = scene.Run($"1, 2, 3 | {command} -WhatIf").AssertClean();
        PipelineRun done = scene.Run($"1, 2, 3 | {command}").AssertClean();

        string asked = scene.Module.HostText;
        Assert.Contains("(it is the organisation's default, used by key 5)\" on target \"webhook config 1\"", asked, StringComparison.Ordinal);
        Assert.Contains("(it is the last valid one)\" on target \"webhook config 2\"", asked, StringComparison.Ordinal);
        Assert.Empty(whatIf.Warnings);
        Assert.Equal(2, done.Warnings.Count);
        Assert.StartsWith("webhook config 1 was the organisation's default, used by key 5", done.Warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("webhook config 2 was the last valid one", done.Warnings[1], StringComparison.Ordinal);
        Assert.Equal(2, scene.Api.Requests.Count(r => r.Path == "/organisation"));
        Assert.Equal(3, scene.Api.Requests.Count(r => r.Method is "POST" or "DELETE"));
    }

    [Theory]
    [InlineData("Set-RicloudStorageConfig -State deactivated -Force")]
    [InlineData("Remove-RicloudStorageConfig -Force")]
    public async Task The_same_of_a_storage_config(string command)
    {
        await using var scene = new StubScene(request => request.Path switch
        {
            "/organisation" => StubAnswer.Json(200, """
                {"id": 3, "resource": "organisation", "storage_config_default": 1, "storage_configs": {"resource": "list", "has_more": false, "data": [
                    {"id": 1, "resource": "storage_config", "url": "gs://a/b", "state": "valid"}, {"id": 2, "resource": "storage_config", "url": "gs://a/c", "state": "invalid"}]}}
                """),
            "/keys" => StubAnswer.Json(200, StubScene.List(false, """{"id": 5, "resource": "key", "storage_config": 1, "webhook_config": 2, "state": "active"}""")),
            _ => StubAnswer.Json(200, """{"id": 1, "resource": "storage_config", "url": "gs://a/b", "state": "deactivated"}"""),
        });

        PipelineRun done = scene.Run($"1, 2 | {command}").AssertClean();

        Assert.Equal(
            ["storage config 1 was the organisation's default, used by key 5, the last valid one: results have no place to go to until Set-RicloudOrganisation or Set-RicloudKey names another."],
            done.Warnings);
        Assert.Equal(4, scene.Api.Requests.Count);
    }

    [Fact]
    public async Task A_key_that_may_not_read_it_changes_all_the_same()
    {
        await using var scene = new StubScene(r => r.Path is "/organisation" or "/keys"
            ? StubAnswer.Json(403, """{"error": "missing-scope", "message": "No."}""")
            : StubAnswer.Json(200, StubScene.Config("1")));

        PipelineRun run = scene.Run("1, 2 | Set-RicloudWebhookConfig -State deactivated; Get-RicloudWebhookConfig 1 -IncludeUse").AssertClean();

        Assert.Equal(4, run.Warnings.Count);
        Assert.All(run.Warnings, warning => Assert.StartsWith("What uses the configs couldn't be read", warning, StringComparison.Ordinal));
        Assert.Equal(2, scene.Api.Requests.Count(r => r.Method == "POST"));
        Assert.Null(run.Output[^1].Properties["IsDefault"].Value);
        Assert.Null(run.Output[^1].Properties["UsedByKeys"].Value);
    }

    [Fact]
    public async Task The_use_is_shown_where_it_is_asked_for_and_costs_nothing_elsewhere()
    {
        await using StubScene scene = Scene();

        scene.Run("Get-RicloudWebhookConfig 1, 2").AssertClean();
        Assert.Equal(2, scene.Api.Requests.Count);
        PipelineRun run = scene.Run("Get-RicloudWebhookConfig 1, 2 -IncludeUse").AssertClean();

        Assert.Equal([true, false], run.Output.Select(o => o.Properties["IsDefault"].Value));
        Assert.Equal([5L], (object[])run.Output[0].Properties["UsedByKeys"].Value);
        Assert.Empty((object[])run.Output[1].Properties["UsedByKeys"].Value);
        Assert.Equal(2 + 2 + 2, scene.Api.Requests.Count);
        Assert.Equal("Ricloud.WebhookConfig", run.Output[0].BaseObject.GetType().FullName);
    }

    [Theory]
    [InlineData("Set-RicloudWebhookConfig 1 -Url https://x.example -WhatIf", "Set Url to 'https://x.example', State to 'new', and test it; a deactivated one comes back")]
    [InlineData("Set-RicloudWebhookConfig 1 -State new -WhatIf", "Set State to 'new', and test it; a deactivated one comes back")]
    [InlineData("Set-RicloudWebhookConfig $off -Url https://x.example -WhatIf", "and test it; a deactivated one comes back")]
    [InlineData("Set-RicloudWebhookConfig @{ Id = 3; State = 'valid' } -Url https://x.example -WhatIf", "Set Url to 'https://x.example', State to 'new', and test it\"")]
    [InlineData("Set-RicloudWebhookConfig @{ Id = 1; State = 'valid' } -Url https://x.example -WhatIf", "and test it (it is the organisation's default, used by key 5)\"")]
    [InlineData("Set-RicloudWebhookConfig 3 -Url https://x.example -State deactivated -WhatIf", "Set Url to 'https://x.example', State to 'deactivated': nothing is delivered to it any more")]
    public async Task Each_effect_is_said(string script, string expected)
    {
        await using StubScene scene = Scene();

        scene.Run("$off = [pscustomobject]@{ Id = 1; State = 'deactivated' }; " + script).AssertClean();

        Assert.Contains(expected, scene.Module.HostText, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Api.Requests, r => r.Method == "POST");
    }

    [Theory]
    [InlineData("Set-RicloudWebhookConfig -State deactivated", "webhook config 1 is the organisation's default, used by key 5: events for it go nowhere. Go on?", "y y", 3)]
    [InlineData("Set-RicloudWebhookConfig -State deactivated -Confirm:$false", "webhook config 2 is the last valid one: events for it go nowhere. Go on?", "y n", 2)]
    [InlineData("Set-RicloudWebhookConfig -State deactivated", "webhook config 1 is", "a", 3)]
    [InlineData("Set-RicloudWebhookConfig -Url https://x.example", "webhook config 1 is the organisation's default, used by key 5: what is for it goes to https://x.example then. Go on?", "n", 2)]
    [InlineData("Remove-RicloudWebhookConfig -Confirm:$false", "events for it go nowhere, and it can't come back with its id and secret. Go on?", "n", 2)]
    [InlineData("Remove-RicloudWebhookConfig -Confirm:$false", "used by key 5", "l", 2)]
    public async Task What_is_in_use_is_asked_about_whatever_Confirm_says(string command, string question, string answers, int changed)
    {
        await using StubScene scene = Scene(answers.Replace(' ', '\n'));

        scene.Run($"1, 2, 3 | {command}").AssertClean();

        Assert.Contains(question, scene.Module.HostText, StringComparison.Ordinal);
        Assert.Equal(changed, scene.Api.Requests.Count(r => r.Method is "POST" or "DELETE"));
        Assert.Equal(1, scene.Api.Requests.Count(r => r.Path == "/keys"));
    }

    [Theory]
    [InlineData("Set-RicloudWebhookConfig -State deactivated")]
    [InlineData("Set-RicloudWebhookConfig -Url https://x.example")]
    [InlineData("Remove-RicloudWebhookConfig -Confirm:$false")]
    public async Task Where_nobody_can_be_asked_it_is_an_error_about_that_one_and_the_others_are_changed(string command)
    {
        await using StubScene scene = Scene();
        using Runspace silent = RunspaceFactory.CreateRunspace(ModuleState.Create(RepositoryFolders.ModuleManifest));
        silent.Open();
        using PowerShell shell = PowerShell.Create(silent);
        _ = shell.AddScript($"Connect-Ricloud -Url {scene.Api.Url} -Token t -SkipTokenCheck; 1, 3 | {command}").Invoke();

        ErrorRecord error = Assert.Single(shell.Streams.Error);
        Assert.StartsWith("InUse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, error.TargetObject);
        Assert.Contains("webhook config 1 is the organisation's default, used by key 5", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("3", Assert.Single(scene.Api.Requests, r => r.Method is "POST" or "DELETE").Path.Split('/')[^1]);
    }

    [Theory]
    [InlineData("Remove-RicloudWebhookConfig 3 -Force", 1, "")]
    [InlineData("Remove-RicloudWebhookConfig 3 -Force -WhatIf", 0, "What if")]
    [InlineData("Remove-RicloudWebhookConfig 3 -Force -Confirm", 0, "Confirm")]
    [InlineData("Remove-RicloudWebhookConfig 3", 0, "Confirm")]
    public async Task Force_doesnt_ask(string script, int deleted, string shown)
    {
        await using StubScene scene = Scene();

        scene.Run(script);

        Assert.Equal(deleted, scene.Api.Requests.Count(r => r.Method == "DELETE"));
        Assert.Contains(shown, scene.Module.HostText, StringComparison.Ordinal);
        Assert.Equal(shown.Length == 0, scene.Module.HostText.Length == 0);
    }

    /// <summary>1 is the default and key 5's, 1 and 2 are valid, 3 is neither.</summary>
    private static StubScene Scene(string input = "") => new(request => StubAnswer.Json(200, request.Path switch
    {
        "/organisation" => $$"""{"id": 1, "resource": "organisation", "name": "E", "webhook_config_default": 1, "webhook_configs": {{StubScene.List(false, StubScene.Config("1"), StubScene.Config("2"), StubScene.Config("3", "invalid"))}} }""",
        "/keys" => StubScene.List(false, """{"id": 5, "resource": "key", "webhook_config": 1, "state": "active"}""", """{"id": 6, "resource": "key", "webhook_config": 1, "state": "expired"}"""),
        _ => StubScene.Config(request.Path.Split('/')[^1]),
    }), input);
}
