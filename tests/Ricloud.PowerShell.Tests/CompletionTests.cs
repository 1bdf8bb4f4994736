using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>What Tab offers behind a parameter.</summary>
public sealed class CompletionTests
{
    private static readonly string[] Named = ["Type", "Action", "State", "Method"];

    [Fact]
    public void Every_id_type_action_and_state_is_completed()
    {
        using var module = new ModuleRunspace();
        List<string> without = [];
        foreach (CommandInfo command in module.Run("Get-Command -Module Ricloud").AssertClean().OutputOf<CommandInfo>())
        {
            without.AddRange(command.Parameters.Values
                .Where(static p => Named.Contains(p.Name) || p.ParameterType.FullName!.StartsWith("Ricloud.PowerShell.RicloudIdentity", StringComparison.Ordinal))
                .Where(static parameter => !parameter.Attributes.Any(static a => a is ArgumentCompleterAttribute or ValidateSetAttribute))
                .Select(parameter => command.Name + " -" + parameter.Name));
        }

        Assert.Empty(without);
    }

    [Theory]
    [InlineData("Get-RicloudWebhookConfig -Id ", "12,7")]
    [InlineData("Set-RicloudWebhookConfig 1", "12")]
    [InlineData("Get-RicloudWebhookConfig -Id '1", "12")]
    [InlineData("Get-RicloudWebhookConfig -Id 99", "")]
    [InlineData("Get-RicloudWebhookConfig -State ", "*,deactivated,invalid,new,valid")]
    [InlineData("Get-RicloudWebhookConfig -State in", "invalid")]
    [InlineData("Get-RicloudEvent -Action s", "succeeded")]
    [InlineData("Get-RicloudTask -Type ", "webhook_config.test,storage_config.test")]
    [InlineData("Get-RicloudWebhookConfig -Url https://example.com/1", "https://example.com/12")]
    [InlineData("Get-RicloudWebhookConfig -Url ", "https://example.com/12,'https://o''neil.example/?a=1&b=2'")]
    [InlineData("Set-RicloudStorageConfig ", "12,7")]
    [InlineData("Get-RicloudStorageConfig -Url https://example.com/1", "https://example.com/12")]
    [InlineData("Set-RicloudKey 1 -StorageConfig 1", "12")]
    [InlineData("Set-RicloudOrganisation -DefaultStorageConfig 7", "7")]
    [InlineData("Invoke-RicloudApi /o", "/organisation")]
    [InlineData("Invoke-RicloudApi /s", "/sessions,/sources,/subscriptions")]
    public async Task Tab_offers_what_there_is(string line, string expected)
    {
        await using var scene = new StubScene(static _ => StubAnswer.Json(200, StubScene.List(
            false, StubScene.Config("12"), StubScene.Config("7", url: "https://o'neil.example/?a=1&b=2"))));

        Assert.Equal(expected, string.Join(',', Complete(scene.Module, line)));
    }

    [Fact]
    public async Task Tab_offers_nothing_and_makes_no_error_when_the_API_refuses()
    {
        await using var scene = new StubScene(static _ => StubAnswer.Json(401, "{}"));

        Assert.Empty(Complete(scene.Module, "Get-RicloudWebhookConfig -Id "));

        Assert.Equal(0, scene.Run("$Error.Count").Output[0].BaseObject);
    }

    [Fact]
    public void Tab_offers_nothing_without_a_session()
    {
        using IsolatedEnvironment environment = new();
        using var module = new ModuleRunspace();

        Assert.Empty(Complete(module, "Get-RicloudWebhookConfig -Id "));
    }

    [Fact]
    public async Task Nobody_waits_long_for_an_API_that_says_nothing()
    {
        using var held = new SemaphoreSlim(0);
        await using var scene = new StubScene(_ =>
        {
            held.Wait(TimeSpan.FromSeconds(30));
            return StubAnswer.Json(200, StubScene.List(false));
        });

        Task<IReadOnlyList<string>> offered = Task.Run(() => Complete(scene.Module, "Get-RicloudWebhookConfig -Id "));
        try
        {
            Assert.Empty(await offered.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }
        finally
        {
            held.Release();
        }
    }

    private static IReadOnlyList<string> Complete(ModuleRunspace module, string line)
    {
        using var ps = System.Management.Automation.PowerShell.Create(module.Runspace);
        CommandCompletion completion = CommandCompletion.CompleteInput(line, line.Length, null, ps);

        // Without an offer of ours the engine offers the files of the folder.
        return [.. completion.CompletionMatches.Where(static m => m.ResultType == CompletionResultType.ParameterValue).Select(static m => m.CompletionText)];
    }
}
