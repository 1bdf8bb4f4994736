using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class StoppingTests
{
    // Far above what it takes, far below any time-out that could end the wait instead.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("Connect-Ricloud -Url $url -Token t")]
    [InlineData("Get-RicloudWebhookConfig")]
    [InlineData("Get-RicloudWebhookConfig 7")]
    [InlineData("New-RicloudWebhookConfig https://example.com")]
    [InlineData("Set-RicloudWebhookConfig 7 -State new")]
    [InlineData("Test-RicloudWebhookConfig 7 -Wait")]
    [InlineData("Remove-RicloudWebhookConfig 7 -Confirm:$false")]
    [InlineData("Wait-RicloudTask 7")]
    [InlineData("Get-RicloudOrganisation")]
    [InlineData("Invoke-RicloudApi /x -Paginate")]
    [InlineData("Watch-RicloudEvent")]
    [InlineData("Receive-RicloudEvent -Port 0 -WebhookConfig 7")]
    [InlineData("Receive-RicloudEvent -Port 0 -PublicUrl https://example.com")]
    [InlineData("Send-RicloudEvent $url -Type a -Action b -Secret c")]
    public async Task A_command_that_waits_for_an_answer_stops_at_once_and_the_next_one_works(string command)
    {
        var never = new TaskCompletionSource();
        bool isHeld = true;
        await using var scene = new StubScene(_ =>
        {
            StubAnswer answer = StubAnswer.Json(200, """{"id": 5, "resource": "key"}""");
            return isHeld ? answer.HeldUntil(never.Task) : answer;
        });

        PipelineRun run = scene.Module.Start($"$url = '{scene.Api.Url}'; {command}");
        await scene.Api.WaitForRequestsAsync(1);
        var watch = Stopwatch.StartNew();
        run.Stop();

        Assert.True(watch.Elapsed < AtOnce, $"It took {watch.Elapsed}.");
        Assert.True(run.WasStopped);
        Assert.Empty(run.Errors);
        isHeld = false;
        Assert.Single(scene.Run("Get-RicloudKey -Current").AssertClean().Output);
    }

    [Theory]
    [InlineData("Wait-RicloudTask 9 -TimeoutSec 600")]
    [InlineData("New-RicloudWebhookConfig https://example.com -Wait -TimeoutSec 600")]
    public async Task A_wait_between_two_requests_stops_at_once(string command)
    {
        await using var scene = new StubScene(r => StubAnswer.Json(
            200, r.Path.StartsWith("/tasks", StringComparison.Ordinal) ? StubScene.TestTask("9", "pending") : StubScene.Config("7", "new")));

        PipelineRun run = scene.Module.Start(command);
        await scene.Api.WaitForRequestsAsync(4);
        var watch = Stopwatch.StartNew();
        run.Stop();

        Assert.True(watch.Elapsed < AtOnce, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_retry_pause_stops_at_once()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(503, "{}", ("Retry-After", "50")));

        PipelineRun run = scene.Module.Start("Get-RicloudWebhookConfig 7 -Verbose");
        await scene.Api.WaitForRequestsAsync(1);
        var watch = Stopwatch.StartNew();
        run.Stop();

        Assert.True(watch.Elapsed < AtOnce, $"It took {watch.Elapsed}.");
        Assert.Single(scene.Api.Requests);
    }

    [Fact]
    public async Task Verbose_shows_one_line_a_request_without_a_secret()
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run("7, 8 | Get-RicloudWebhookConfig -Verbose").AssertClean();

        Assert.Collection(
            run.Verbose,
            v => Assert.Matches(@"^GET /configs/webhook/7: 200 in [\d.]+ ms, attempt 1$", v),
            v => Assert.Matches(@"^GET /configs/webhook/8: 200 in [\d.]+ ms, attempt 1$", v));
    }

    [Fact]
    public async Task Verbose_tells_each_retry_and_why()
    {
        int asked = 0;
        await using var scene = new StubScene(_ => ++asked == 1 ? StubAnswer.Json(503, "{}") : StubAnswer.Json(200, StubScene.Config("7")));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig 7 -Verbose").AssertClean();

        Assert.Contains(run.Verbose, v => v.Contains("503", StringComparison.Ordinal) && v.Contains("trying again", StringComparison.Ordinal));
        Assert.EndsWith("attempt 2", run.Verbose[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_wait_shows_progress_and_takes_it_away()
    {
        int asked = 0;
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.TestTask("9", ++asked < 6 ? "processing" : "succeeded")));

        PipelineRun run = scene.Run("Wait-RicloudTask 9").AssertClean();

        Assert.NotEmpty(run.Progress);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public async Task A_wait_for_an_API_that_is_away_shows_and_says_what_it_waits_for()
    {
        const string Waiting = "GET /configs/webhook/7: connection broken; trying again in ";
        bool isAway = false;
        await using var scene = new StubScene(_ => isAway ? StubAnswer.Drop : StubAnswer.Json(200, StubScene.Config("7")));
        scene.Run("Get-RicloudWebhookConfig 7").AssertClean();
        isAway = true;

        PipelineRun run = scene.Module.Start("Get-RicloudWebhookConfig 7 -Verbose");
        var shown = new TaskCompletionSource();
        run.OnProgress(static record => record.StatusDescription.StartsWith(Waiting, StringComparison.Ordinal), shown.SetResult);
        await shown.Task.WaitAsync(PipelineRun.Deadline, TestContext.Current.CancellationToken);
        isAway = false;
        await run.EndAsync();

        run.AssertClean();
        System.Management.Automation.ProgressRecord wait = run.Progress.First(static record => record.StatusDescription.StartsWith(Waiting, StringComparison.Ordinal));
        Assert.InRange(wait.SecondsRemaining, 1, 2);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, run.Progress.Last(record => record.ActivityId == wait.ActivityId).RecordType);
        Assert.Contains(run.Verbose, static line => line.EndsWith("(attempt 2 of 5)", StringComparison.Ordinal));
    }
}
