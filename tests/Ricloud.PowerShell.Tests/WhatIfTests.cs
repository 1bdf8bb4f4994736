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
