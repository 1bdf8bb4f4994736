using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Events;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Whatever takes long shows what it waits for and how far it is.</summary>
public sealed class ProgressTests
{
    [Theory]
    [InlineData("Get-RicloudWebhookConfig 7, 8, 9 -ThrottleLimit 1", 2, "2 of 3, webhook config 8")]
    [InlineData("7, 8, 9 | Remove-RicloudWebhookConfig -Force", 3, "item 2, webhook config 8")]
    [InlineData("Remove-RicloudWebhookConfig 7, 8, 9 -Force", 3, "2 of 3, webhook config 8")]
    [InlineData("Set-RicloudKey 1, 2 -WebhookConfig 5", 2, "2 of 2, key 2")]
    [InlineData("New-RicloudWebhookConfig https://example.com/a, https://example.com/b", 2, "1 of 2, webhook config for https://example.com/a")]
    [InlineData("Test-RicloudWebhookConfig 7, 8 -Wait", 3, "2 of 2, webhook config 8, ")]
    [InlineData("Wait-RicloudTask 7, 8", 2, "2 of 2, task 8, ")]
    [InlineData("Get-RicloudWebhookConfig", 1, "0 read so far")]
    [InlineData("Get-RicloudOrganisation", 1, "Waiting for the ricloud API")]
    [InlineData("Connect-Ricloud -Url $url -Token t", 1, "Waiting for the ricloud API")]
    public async Task A_command_that_waits_for_an_answer_says_for_which(string command, int held, string status)
    {
        TaskCompletionSource seen = new();
        int asked = 0;
        await using StubScene scene = new(request =>
        {
            StubAnswer answer = Answer(request);
            return request.Path.Contains("/organisation", StringComparison.Ordinal) && held > 1 ? answer
                : ++asked >= held ? answer.HeldUntil(seen.Task) : answer;
        });

        PipelineRun run = scene.Module.Start($"$url = '{scene.Api.Url}'; {command}");
        await ReceiverScene.UntilAsync(() => run.Progress.Count > 0 || run.HasEnded);
        seen.SetResult();
        await run.EndAsync();

        Assert.StartsWith(status, run.Progress[0].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Watch_shows_that_it_waits_and_takes_it_away()
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false)));

        PipelineRun run = scene.Run("Watch-RicloudEvent -TimeoutSec 1").AssertClean();

        Assert.Equal("Watching events", run.Progress[0].Activity);
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    private static StubAnswer Answer(StubRequest request)
    {
        string id = request.Path.Split('/')[^1];
        return request.Path.StartsWith("/tasks", StringComparison.Ordinal) || request.Path.EndsWith("/test", StringComparison.Ordinal) ? StubAnswer.Json(200, StubScene.TestTask("9", "succeeded"))
            : request.Path is "/configs/webhook" && request.Method == "GET" ? StubAnswer.Json(200, StubScene.List(false))
            : request.Path.StartsWith("/keys?", StringComparison.Ordinal) || request.Path == "/keys" ? StubAnswer.Json(200, StubScene.List(false))
            : request.Path.StartsWith("/key", StringComparison.Ordinal) ? StubAnswer.Json(200, """{"id": 2, "resource": "key"}""")
            : request.Path == "/organisation" ? StubAnswer.Json(200, """{"id": 1, "resource": "organisation"}""")
            : StubAnswer.Json(200, StubScene.Config(int.TryParse(id, out _) ? id : "7"));
    }
}
