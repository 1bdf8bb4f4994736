using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>What a filter or a change is given: everything that is documented, one rule for wildcards, and never nothing.</summary>
public sealed class FilterTests
{
    // What null or nothing means here stands on the pages.
    private static readonly string[] MayBeNothing =
    [
        "ConvertFrom-RicloudWebhook -Body", "New-RicloudWebhookSignature -Body", "Test-RicloudWebhookSignature -Body",
        "ConvertFrom-RicloudWebhook -Signature", "Test-RicloudWebhookSignature -Signature", "Invoke-RicloudApi -Body", "Send-RicloudEvent -Data", "Receive-RicloudEvent -PathBase",
    ];

    // Whose items are looked at one by one by the command itself, each an error of its own.
    private static readonly string[] LookedAtLater =
    [
        "Compare-RicloudWebhookConfig -InputObject", "Sync-RicloudWebhookConfig -InputObject", "Send-RicloudEvent -InputObject",
        "Connect-Ricloud -Token", "Start-RicloudEmulator -Token", "ConvertFrom-RicloudWebhook -Request", "Test-RicloudWebhookSignature -Request",
    ];

    [Theory]
    [InlineData("Get-RicloudWebhookConfig -State valid -CreatedAfter 0 -CreatedBefore 1", "/configs/webhook?limit=1000&state=valid&date_created[gte]=1970-01-01T00:00:00.000000Z&date_created[lte]=1970-01-01T00:00:01.000000Z")]
    [InlineData("Get-RicloudEvent -Type task -Action failed -State PENDING -CreatedAfter 0 -CreatedBefore 1", "/events?limit=1000&type=task&action=failed&state=pending&date_created[gte]=1970-01-01T00:00:00.000000Z&date_created[lte]=1970-01-01T00:00:01.000000Z")]
    [InlineData("Get-RicloudTask -Type a.b -State failed -SourceType icloud.account -Target messages.sms -CreatedAfter 0", "/tasks?limit=1000&type=a.b&state=failed&source_type=icloud.account&target=messages.sms&date_created[gte]=1970-01-01T00:00:00.000000Z")]
    [InlineData("Get-RicloudTask -Target 7", "/tasks?limit=1000&target=7")]
    [InlineData("Get-RicloudTask -Target ([Ricloud.WebhookConfig] @{ Id = 7 })", "/tasks?limit=1000&type=webhook_config.test&target=7")]
    [InlineData("Get-RicloudTask -Target ([Ricloud.StorageConfig] @{ Id = 7 })", "/tasks?limit=1000&type=storage_config.test&target=7")]
    [InlineData("Get-RicloudTask -Target ([Ricloud.StorageConfig] @{ Id = 7 }) -Type a.b", "/tasks?limit=1000&type=a.b&target=7")]
    [InlineData("Get-RicloudEvent -State *", "/events?limit=1000")]
    [InlineData("Get-RicloudTask -State failed, *", "/tasks?limit=1000")]
    public async Task Every_documented_filter_of_a_list_is_sent(string command, string target)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false)));

        scene.Run(command).AssertClean();

        Assert.Equal(target, Uri.UnescapeDataString(Assert.Single(scene.Api.Requests).Target));
    }

    [Fact]
    public async Task Dates_of_events_and_tasks_are_checked_again()
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(
            false, """{"id": 3, "date_created": "2026-01-03T00:00:00Z"}""", """{"id": 2, "date_created": "2026-01-02T00:00:00Z"}""", """{"id": 1}""")));

        PipelineRun run = scene.Run("Get-RicloudEvent -CreatedBefore 2026-01-02T12:00Z; Get-RicloudTask -CreatedAfter 2026-01-02T12:00Z").AssertClean();

        Assert.Equal([2L, 3L], run.Output.Select(o => o.Properties["Id"].Value));
    }

    [Fact]
    public async Task All_states_come_in_one_call_newest_first_and_what_moves_between_the_lists_once()
    {
        // 4 is deactivated between the two requests, so that it is on both lists.
        await using StubScene scene = new(request => StubAnswer.Json(200, request.Query.Contains("state=deactivated", StringComparison.Ordinal)
            ? StubScene.List(false, Made(5, "deactivated"), Made(4, "deactivated"), Made(2, "deactivated"))
            : StubScene.List(false, Made(6, "valid"), Made(4, "valid"), Made(3, "new"), Made(1, "invalid"))));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig -State *").AssertClean();

        Assert.Equal([6L, 5L, 4L, 3L, 2L, 1L], run.Output.Select(o => o.Properties["Id"].Value));
    }

    [Fact]
    public async Task What_moves_from_the_second_list_to_the_first_is_not_missed()
    {
        // 2 is switched on again between the two requests, so that it was on neither list.
        int live = 0;
        await using StubScene scene = new(request => StubAnswer.Json(200, request.Query.Contains("state=deactivated", StringComparison.Ordinal)
            ? StubScene.List(false, Made(1, "deactivated"))
            : ++live == 1 ? StubScene.List(false, Made(3, "valid")) : StubScene.List(false, Made(3, "valid"), Made(2, "new"))));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig -State *").AssertClean();

        Assert.Equal([3L, 1L, 2L], run.Output.Select(o => o.Properties["Id"].Value));
        Assert.Equal(["", "state=deactivated", ""], scene.Api.Requests.Select(r => r.Query.Replace("limit=1000", string.Empty, StringComparison.Ordinal).TrimStart('&')));
    }

    [Theory]
    [InlineData("https://example.com/a?b=c", "https://example.com/a?b=c")]
    [InlineData("HTTPS://EXAMPLE.COM/A?B=C", "https://example.com/a?b=c")]
    [InlineData("*/a?b=*", "https://example.com/a?b=c")]
    [InlineData("*EXAMPLE.com/a[XY]b=c", "https://example.com/aXb=c")]
    [InlineData("https://[::1]/hook", "https://[::1]/hook")]
    [InlineData("https://example.com/`[", "https://example.com/[")]
    [InlineData("*i*", "https://example.com/İI")]
    [InlineData("https://example.com/a?b=C?", null)]
    public async Task A_url_is_found_by_one_rule(string filter, string? found)
    {
        string[] urls = ["https://example.com/a?b=c", "https://example.com/aXb=c", "https://[::1]/hook", "https://example.com/[", "https://example.com/İI"];
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false, [.. urls.Select((url, i) => StubScene.Config($"{i + 1}", url: url))])));

        PipelineRun run = scene.Run("[Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::new('tr-TR'); Get-RicloudWebhookConfig -Url $filter", ("filter", filter)).AssertClean();

        Assert.Equal(found is null ? [] : [found], run.Output.Select(o => o.Properties["Url"].Value));
    }

    [Theory]
    [InlineData("Get-RicloudWebhookConfig -Url 'https://example.com/['")]
    [InlineData("Get-RicloudWebhookConfig -Url '*', '['")]
    [InlineData("Watch-RicloudEvent -Type 'task[' -TimeoutSec 1")]
    [InlineData("Watch-RicloudEvent -Action '[' -TimeoutSec 1")]
    [InlineData("Receive-RicloudEvent -Port 0 -AllowUnsigned -Type '[a' -TimeoutSec 1")]
    public async Task A_bad_pattern_is_an_error_and_not_an_empty_list(string command)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false)));

        scene.Run(command).AssertError("InvalidPattern");
    }

    [Theory]
    [InlineData("Get-RicloudWebhookConfig -State $null")]
    [InlineData("Get-RicloudWebhookConfig -State @()")]
    [InlineData("Get-RicloudWebhookConfig -State valid, $null")]
    [InlineData("Get-RicloudWebhookConfig -State ''")]
    [InlineData("Get-RicloudWebhookConfig -Url ''")]
    [InlineData("Get-RicloudWebhookConfig -Url @()")]
    [InlineData("Get-RicloudWebhookConfig -Url $null")]
    [InlineData("Get-RicloudWebhookConfig -Url a, ''")]
    [InlineData("Get-RicloudWebhookConfig -CreatedBefore $null")]
    [InlineData("Get-RicloudWebhookConfig -CreatedAfter ''")]
    [InlineData("Get-RicloudWebhookConfig $null")]
    [InlineData("Get-RicloudWebhookConfig @()")]
    [InlineData("Get-RicloudWebhookConfig -Id @()")]
    [InlineData("Get-RicloudTask -Target $null")]
    [InlineData("Get-RicloudTask -Target ''")]
    [InlineData("Get-RicloudTask -Target @()")]
    [InlineData("Get-RicloudTask -Type $null")]
    [InlineData("Get-RicloudEvent -State @()")]
    [InlineData("Set-RicloudOrganisation $null")]
    [InlineData("Set-RicloudOrganisation ''")]
    [InlineData("Set-RicloudOrganisation @()")]
    [InlineData("Set-RicloudOrganisation")]
    [InlineData("Set-RicloudOrganisation -NoDefaultWebhookConfig:$false")]
    [InlineData("Set-RicloudKey 1 -WebhookConfig $null")]
    [InlineData("Set-RicloudKey 1")]
    [InlineData("Set-RicloudKey 1 -UseDefaultStorageConfig:$false")]
    [InlineData("Set-RicloudKey 1 -StorageConfig 2 -UseDefaultStorageConfig")]
    [InlineData("Set-RicloudKey 1 -StorageConfig $null")]
    [InlineData("Set-RicloudOrganisation -DefaultStorageConfig 2 -NoDefaultStorageConfig")]
    [InlineData("New-RicloudKey $null")]
    [InlineData("New-RicloudStorageConfig gs://a/b -Credential $null")]
    [InlineData("New-RicloudStorageConfig gs://a/b -Credential @{}")]
    [InlineData("New-RicloudStorageConfig $null @{ a = 1 }")]
    [InlineData("Set-RicloudStorageConfig 1")]
    [InlineData("Set-RicloudStorageConfig 1 -Credential ''")]
    [InlineData("Set-RicloudStorageConfig 1 -Url https://example.com")]
    [InlineData("Set-RicloudKey @() -UseDefaultWebhookConfig")]
    [InlineData("Set-RicloudWebhookConfig 1 -Url $null")]
    [InlineData("Set-RicloudWebhookConfig 1 -Url ''")]
    [InlineData("Set-RicloudWebhookConfig 1 -State $null")]
    [InlineData("Remove-RicloudWebhookConfig @() -Confirm:$false")]
    [InlineData("New-RicloudWebhookConfig @()")]
    [InlineData("New-RicloudWebhookConfig $null")]
    [InlineData("Watch-RicloudEvent -AfterId $null -TimeoutSec 1")]
    [InlineData("Connect-Ricloud -Token $null")]
    [InlineData("Start-RicloudEmulator -Token ''")]
    [InlineData("Stop-RicloudEmulator @()")]
    public async Task Null_or_nothing_is_an_error_and_nothing_is_sent(string command)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false)));

        PipelineRun run = scene.Run(command);

        Assert.Single(run.TerminatingError is { } error ? [error] : run.Errors);
        Assert.Empty(scene.Api.Requests);
    }

    [Theory]
    [InlineData("Set-RicloudOrganisation -NoDefaultWebhookConfig", """{"webhook_config_default":null}""")]
    [InlineData("Set-RicloudKey 1 -UseDefaultWebhookConfig", """{"webhook_config":null}""")]
    [InlineData("Set-RicloudKey 1 -UseDefaultStorageConfig -State Deactivated -PublishSourceFiles:$false", """{"storage_config":null,"state":"deactivated","config":{"publish_source_files":false}}""")]
    [InlineData("Set-RicloudOrganisation 2 -NoDefaultStorageConfig", """{"webhook_config_default":2,"storage_config_default":null}""")]
    public async Task A_default_is_taken_away_by_a_switch(string command, string body)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, """{"id": 1}"""));

        scene.Run(command).AssertClean();

        Assert.Equal(body, scene.Api.Requests[^1].BodyText);
    }

    [Fact]
    public void Every_parameter_refuses_null_and_nothing_unless_they_mean_something()
    {
        using ModuleRunspace module = new();
        List<string> wrong = [];
        foreach (CommandInfo command in module.Run("Get-Command -Module Ricloud -CommandType Cmdlet").OutputOf<CommandInfo>())
        {
            wrong.AddRange(command.Parameters.Values
                .Where(p => p.ParameterType.FullName!.StartsWith("System.", StringComparison.Ordinal)
                    ? !p.ParameterType.IsValueType && !Cmdlet.CommonParameters.Contains(p.Name) && !Cmdlet.OptionalCommonParameters.Contains(p.Name)
                    : true)
                .Where(p => !Refuses(p, null) || (p.ParameterType.IsArray && !Refuses(p, Array.Empty<object>())))
                .Select(p => $"{command.Name} -{p.Name}"));
        }

        Assert.Empty(wrong.Except(MayBeNothing).Except(LookedAtLater));
    }

    private static string Made(int id, string state) => StubScene.Config($"{id}", state, $"2026-01-02T03:04:0{id}Z");

    private static bool Refuses(ParameterMetadata parameter, object? nothing)
    {
        if (parameter.Attributes.Any(attribute => attribute is ValidateNotNullOrEmptyAttribute or ValidateSetAttribute || (nothing is null && attribute is ValidateNotNullAttribute))
            || (parameter.Attributes.OfType<ParameterAttribute>().All(p => p.Mandatory) && !parameter.Attributes.Any(a => a is AllowNullAttribute or ArgumentTransformationAttribute)))
        {
            return true;
        }

        foreach (ArgumentTransformationAttribute transformation in parameter.Attributes.OfType<ArgumentTransformationAttribute>())
        {
            try
            {
                object? made = transformation.Transform(null!, nothing!);
                IEnumerable all = made is IEnumerable and not string ? (IEnumerable)made : new[] { made };
                if (all.Cast<object?>().Any(one => one is not null && Problem(one) is not null))
                {
                    return true;
                }
            }
            catch (ArgumentTransformationMetadataException)
            {
                return true;
            }
        }

        return false;
    }

    private static object? Problem(object bound) =>
        bound.GetType().GetProperty("Problem", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(bound);
}
