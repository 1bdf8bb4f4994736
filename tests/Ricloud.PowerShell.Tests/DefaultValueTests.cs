using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>A default that somebody sets for all commands of the module makes none of them fail.</summary>
public sealed class DefaultValueTests
{
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["TimeoutSec"] = "5",
        ["ThrottleLimit"] = "4",
        ["Session"] = "(Get-RicloudSession)",
        ["First"] = "3",
        ["Skip"] = "0",
        ["IncludeTotalCount"] = "$false",
        ["Wait"] = "$false",
        ["Quiet"] = "$false",
        ["PassThru"] = "$false",
        ["Force"] = "$true",
        ["Prune"] = "$false",
        ["WhatIf"] = "$false",
        ["Confirm"] = "$false",
        ["Count"] = "1",
        ["CreatedAfter"] = "'2020-01-01'",
        ["CreatedBefore"] = "'2040-01-01'",
        ["IncludeUse"] = "$false",
        ["MaximumRetryCount"] = "1",
        ["RetryDeadlineSec"] = "9",
        ["RetryInDoubt"] = "$false",
    };

    [Fact]
    public async Task Each_command_does_its_simple_work_with_every_default_set_for_all()
    {
        string[] scripts =
        [
            "Get-RicloudWebhookConfig", "Get-RicloudWebhookConfig 7", "Get-RicloudKey", "Get-RicloudKey 7", "Get-RicloudKey -Current", "Get-RicloudTask",
            "Get-RicloudTask 7", "Get-RicloudEvent", "Get-RicloudEvent 7", "Get-RicloudOrganisation", "New-RicloudWebhookConfig https://x.example",
            "Set-RicloudWebhookConfig 7 -State new", "Test-RicloudWebhookConfig 7", "Remove-RicloudWebhookConfig 7 -Confirm:$false", "Set-RicloudKey 7 -WebhookConfig 1",
            "Set-RicloudOrganisation 7", "Wait-RicloudTask 7", "Invoke-RicloudApi /x", "Get-RicloudSession", "Connect-Ricloud t $url -SkipTokenCheck",
            "'https://x.example' | Compare-RicloudWebhookConfig", "New-RicloudWebhookSignature x -Secret s",
        ];
        await using var scene = new StubScene(Answer);
        foreach ((string name, string value) in Defaults)
        {
            foreach (string script in scripts)
            {
                PipelineRun run = scene.Run($"$PSDefaultParameterValues = @{{ '*-Ricloud*:{name}' = {value} }}; {script}", ("url", scene.Api.Url.ToString()));

                Assert.True(run.TerminatingError is null && run.Errors.Count == 0, $"{script} with {name}: {string.Join(" ", run.Errors)}");
            }
        }
    }

    private static StubAnswer Answer(StubRequest request)
    {
        string[] parts = request.Path.Trim('/').Split('/');
        bool isList = request.Method == "GET" && parts.Length == (parts[0] == "configs" ? 2 : 1) && parts[0] is not ("organisation" or "key" or "x");
        return StubAnswer.Json(200, isList ? StubScene.List(false) : parts[0] switch
        {
            "organisation" => """{"id": 1, "resource": "organisation", "name": "E"}""",
            "key" or "keys" => """{"id": 7, "resource": "key", "state": "active"}""",
            "events" => """{"id": "7", "resource": "event", "type": "task", "action": "succeeded", "data": {} }""",
            "tasks" => StubScene.TestTask("7", "succeeded"),
            _ when request.Path.EndsWith("/test", StringComparison.Ordinal) => StubScene.TestTask("7", "succeeded"),
            _ => StubScene.Config("7"),
        });
    }
}
