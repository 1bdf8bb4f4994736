using System;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class WhatIfTests
{
    [Theory]
    [InlineData("New-RicloudWebhookConfig https://example.com/7", "webhook config for https://example.com/7")]
    [InlineData("Set-RicloudWebhookConfig 7 -State deactivated", "webhook config 7")]
    [InlineData("Test-RicloudWebhookConfig 7", "webhook config 7")]
    [InlineData("Remove-RicloudWebhookConfig 7", "webhook config 7")]
    [InlineData("Set-RicloudKey 7 -WebhookConfig 1", "key 7")]
    [InlineData("Set-RicloudOrganisation -DefaultWebhookConfig 1", "organisation of")]
    [InlineData("Invoke-RicloudApi /keys/7/rotate -Method POST", "/keys/7/rotate")]
    public async Task WhatIf_changes_nothing_and_names_the_target(string command, string target)
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run(command + " -WhatIf").AssertClean();

        Assert.DoesNotContain(scene.Api.Requests, r => r.Method != "GET");
        Assert.Empty(run.Output);
        Assert.Contains(target, scene.Module.HostText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-RicloudWebhookConfig -State deactivated")]
    [InlineData("Test-RicloudWebhookConfig")]
    [InlineData("Remove-RicloudWebhookConfig")]
    public async Task A_piped_config_is_named_by_its_url_too(string command)
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run($"Get-RicloudWebhookConfig 7 | {command} -WhatIf").AssertClean();

        Assert.Contains("webhook config 7 (https://example.com/7)", scene.Module.HostText, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Api.Requests, r => r.Method != "GET");
    }

    [Theory]
    [InlineData("Set-RicloudKey 7 -WebhookConfig 1", "Set WebhookConfig to 'webhook config 1': its events go there")]
    [InlineData("Set-RicloudKey 7 -UseDefaultWebhookConfig", "Set WebhookConfig to nothing: its events go to the organisation's default")]
    [InlineData("Set-RicloudOrganisation 1", "Set DefaultWebhookConfig to 'webhook config 1': events of keys without a config of their own go there")]
    [InlineData("Set-RicloudOrganisation -NoDefaultWebhookConfig", "Set DefaultWebhookConfig to nothing: events of keys without a config of their own go nowhere")]
    public async Task Each_effect_is_said(string command, string effect)
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run(command + " -WhatIf").AssertClean();

        Assert.Contains(effect, scene.Module.HostText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1..6 | Test-RicloudWebhookConfig -ThrottleLimit 6 | ForEach-Object Target")]
    [InlineData("1..6 | Set-RicloudWebhookConfig -State new -ThrottleLimit 6 | ForEach-Object Id")]
    [InlineData("1..6 | ForEach-Object { \"https://example.com/$_\" } | New-RicloudWebhookConfig -ThrottleLimit 6 | ForEach-Object { [int]($_.Url -split '/')[-1] }")]
    public async Task An_object_says_what_it_was_made_from_however_many_are_read_ahead(string script)
    {
        await using StubScene scene = new(request =>
        {
            string id = request.Path.Split('/')[^(request.Path.EndsWith("/test", StringComparison.Ordinal) ? 2 : 1)];
            return request.Path.EndsWith("/test", StringComparison.Ordinal) ? StubAnswer.Json(200, StubScene.TestTask("9", "pending", id))
                : request.Method == "GET" ? StubAnswer.Json(200, StubScene.List(false))
                : request.Path == "/configs/webhook" ? StubAnswer.Json(201, StubScene.Config("9", url: System.Text.Json.JsonDocument.Parse(request.Body).RootElement.GetProperty("url").GetString()))
                : StubAnswer.Json(200, StubScene.Config(id));
        });

        Assert.Equal("1 2 3 4 5 6", string.Join(' ', scene.Run(script).AssertClean().Output));
    }

    [Fact]
    public async Task Set_says_what_it_would_change()
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run("Set-RicloudWebhookConfig 7 -Url https://example.com/new -State NEW -WhatIf; Set-RicloudKey 1 -UseDefaultWebhookConfig -WhatIf").AssertClean();

        Assert.Contains("Set Url to 'https://example.com/new', State to 'new'", scene.Module.HostText, StringComparison.Ordinal);
        Assert.Contains("Set WebhookConfig to nothing", scene.Module.HostText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_asks_unless_it_is_told_not_to()
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run("Remove-RicloudWebhookConfig 7");

        Assert.DoesNotContain(scene.Api.Requests, r => r.Method == "DELETE");
        Assert.True(run.TerminatingError is not null || scene.Module.HostText.Contains("webhook config 7", StringComparison.Ordinal));
        scene.Run("Remove-RicloudWebhookConfig 7 -Confirm:$false").AssertClean();
        Assert.Equal("DELETE /configs/webhook/7", Assert.Single(scene.Api.Requests, r => r.Method != "GET").ToString());
    }
}
