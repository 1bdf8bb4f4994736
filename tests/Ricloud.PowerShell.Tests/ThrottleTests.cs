using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Several items at once, and what is left of them when a pipeline ends early.</summary>
public sealed class ThrottleTests
{
    // Far above what it takes, far below the patience that would otherwise run out.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(4.5);

    [Theory]
    [InlineData("1..9 | Get-RicloudWebhookConfig -ThrottleLimit 4", 4)]
    [InlineData("1..9 | Get-RicloudWebhookConfig", 1)]
    [InlineData("Get-RicloudWebhookConfig (1..9)", 8)]
    [InlineData("Get-RicloudWebhookConfig (1..9) -ThrottleLimit 2", 2)]
    [InlineData("1..9 | Set-RicloudWebhookConfig -State new -ThrottleLimit 3", 3)]
    [InlineData("Set-RicloudWebhookConfig (1..9) -State new", 1)]
    [InlineData("1..9 | Remove-RicloudWebhookConfig -Confirm:$false -ThrottleLimit 64", 9)]
    public async Task As_many_are_under_way_as_it_says_and_no_more(string command, int expected)
    {
        using Rendezvous rendezvous = new(expected);
        await using var scene = new StubScene(r => rendezvous.Meet(StubAnswer.Json(200, StubScene.Config(Id(r)))));

        scene.Run(command).AssertClean();

        Assert.Equal(expected, rendezvous.Most);
    }

    [Fact]
    public async Task Output_and_errors_come_in_the_order_of_the_items()
    {
        var first = new TaskCompletionSource();
        int answered = 0;
        await using var scene = new StubScene(r =>
        {
            if (Interlocked.Increment(ref answered) == 4)
            {
                first.SetResult();
            }

            return Id(r) switch
            {
                "1" => StubAnswer.Json(200, StubScene.Config("1")).HeldUntil(first.Task),
                "3" => StubAnswer.Json(404, """{"error": "not-found", "message": "no"}"""),
                var id => StubAnswer.Json(200, StubScene.Config(id)),
            };
        });

        PipelineRun run = scene.Run("1, 2, 3, [datetime]::Now, 4 | Get-RicloudWebhookConfig -ThrottleLimit 8 2>&1 | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $_.FullyQualifiedErrorId.Split(',')[0] + ' ' + ($_.TargetObject -is [int] ? $_.TargetObject : 'date') } else { \"$($_.Id)\" } }");

        Assert.Equal(["1", "2", "NotFound 3", "WrongKindOfObject date", "4"], run.OutputOf<string>());
    }

    [Fact]
    public async Task A_list_that_ends_early_asks_for_no_more_than_it_may_need()
    {
        await using StubScene scene = StubScene.WithConfigs();

        Assert.Equal([1L, 2L], scene.Run("Get-RicloudWebhookConfig (1..9) -First 2").AssertClean().Output.Select(o => (long)o.Properties["Id"].Value));

        Assert.Equal(2, scene.Api.Requests.Count);
    }

    [Fact]
    public async Task With_a_prompt_it_is_one_at_a_time()
    {
        await using StubScene scene = StubScene.WithConfigs();
        using var module = new ModuleRunspace("y\ny\nn\n");
        module.Run("Connect-Ricloud -Url $url -Token t -SkipTokenCheck", new Dictionary<string, object?> { ["url"] = scene.Api.Url.ToString() }).AssertClean();

        module.Run("1..3 | Remove-RicloudWebhookConfig -ThrottleLimit 8").AssertClean();

        Assert.Equal(["/configs/webhook/1", "/configs/webhook/2"], scene.Api.Requests.Where(r => r.Method == "DELETE").Select(r => r.Path));
    }

    [Fact]
    public async Task An_error_that_stops_the_pipeline_lets_changes_in_flight_end_and_keeps_them()
    {
        var release = new TaskCompletionSource();
        await using var scene = new StubScene(r => Id(r) == "1"
            ? StubAnswer.Json(404, """{"error": "not-found", "message": "no"}""")
            : StubAnswer.Json(200, StubScene.Config(Id(r))).HeldUntil(release.Task));

        PipelineRun run = scene.Module.Start("1..9 | Set-RicloudWebhookConfig -State new -ThrottleLimit 3 -ErrorAction Stop");
        await scene.Api.WaitForRequestsAsync(3);
        release.SetResult();
        run.Wait();

        Assert.NotNull(run.TerminatingError);
        Assert.Equal(3, scene.Api.Requests.Count);
        PipelineRun left = scene.Run("(Get-RicloudSession).InDoubt");
        Assert.Equal([2, 3], left.Output.Select(o => o.Properties["Input"].Value));
        Assert.All(left.Output, o => Assert.Equal("Made", o.Properties["State"].Value.ToString()));
        Assert.All(left.Output, o => Assert.Equal("Ricloud.WebhookConfig", PSObject.AsPSObject(o.Properties["Result"].Value).TypeNames[0]));
        Assert.Single(scene.Run("Get-RicloudWebhookConfig 5").AssertClean().Warnings);
        Assert.Empty(scene.Run("Get-RicloudWebhookConfig 5").AssertClean().Warnings);
        Assert.Empty(scene.Run("(Get-RicloudSession).ClearInDoubt(); (Get-RicloudSession).InDoubt").AssertClean().Output);
    }

    [Theory]
    [InlineData("1..9 | Set-RicloudWebhookConfig -State new -ThrottleLimit 3", 3)]
    [InlineData("Set-RicloudWebhookConfig 1 -State new", 1)]
    [InlineData("Invoke-RicloudApi /configs/webhook/1 POST -Body @{ state = 'new' }", 1)]
    [InlineData("Set-RicloudOrganisation -DefaultWebhookConfig 1", 1)]
    public async Task Ctrl_C_waits_for_nothing_and_keeps_what_was_sent(string command, int expected)
    {
        var never = new TaskCompletionSource();
        await using var scene = new StubScene(r => StubAnswer.Json(200, StubScene.Config(Id(r))).HeldUntil(never.Task));

        PipelineRun run = scene.Module.Start(command);
        await scene.Api.WaitForRequestsAsync(expected);
        var watch = Stopwatch.StartNew();
        run.Stop();

        Assert.True(watch.Elapsed < AtOnce, $"It took {watch.Elapsed}.");
        Assert.Equal(expected, scene.Api.Requests.Count);
        PipelineRun left = scene.Run("(Get-RicloudSession).InDoubt");
        Assert.Equal(expected, left.Output.Count);
        Assert.All(left.Output, o => Assert.Equal("InDoubt", o.Properties["State"].Value.ToString()));
    }

    [Fact]
    public async Task A_wait_that_is_cut_off_keeps_the_config_that_was_made()
    {
        await using var scene = new StubScene(r => r.Path == "/configs/webhook" && r.Method == "GET"
            ? StubAnswer.Json(200, StubScene.List(false))
            : StubAnswer.Json(r.Method == "POST" ? 201 : 200, StubScene.Config("7", "new")));

        PipelineRun run = scene.Module.Start("New-RicloudWebhookConfig https://example.com -Wait -TimeoutSec 600");
        await scene.Api.WaitForRequestsAsync(4);
        run.Stop();

        PSObject left = Assert.Single(scene.Run("(Get-RicloudSession).InDoubt").Output);
        Assert.Equal("Made", left.Properties["State"].Value.ToString());
        Assert.Equal(7L, PSObject.AsPSObject(left.Properties["Result"].Value).Properties["Id"].Value);
    }

    [Fact]
    public async Task What_was_never_sent_or_only_read_is_not_kept()
    {
        var never = new TaskCompletionSource();
        await using var scene = new StubScene(r => StubAnswer.Json(200, StubScene.Config("7")).HeldUntil(never.Task));

        PipelineRun run = scene.Module.Start("Get-RicloudWebhookConfig 7");
        await scene.Api.WaitForRequestsAsync(1);
        run.Stop();

        Assert.Empty(scene.Run("(Get-RicloudSession).InDoubt").AssertClean().Output);
    }

    [Fact]
    public async Task Retries_can_be_counted_and_limited_for_a_session()
    {
        await using var api = new StubApi(_ => StubAnswer.Json(503, "{}"));
        using var module = new ModuleRunspace();
        Dictionary<string, object?> url = new() { ["url"] = api.Url.ToString() };

        module.Run("Connect-Ricloud -Url $url -Token t -SkipTokenCheck -MaximumRetryCount 0; Get-RicloudWebhookConfig 7", url).AssertError("Server");
        Assert.Single(api.Requests);

        var watch = Stopwatch.StartNew();
        module.Run("Connect-Ricloud -Url $url -Token t -SkipTokenCheck -MaximumRetryCount 100 -RetryDeadlineSec 1; Get-RicloudWebhookConfig 7", url).AssertError("Server");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed}.");
    }

    private static string Id(StubRequest request)
    {
        string[] parts = request.Path.Split('/');
        return parts.Length > 3 ? parts[3] : "1";
    }

    /// <summary>Answers only when as many requests are there as are expected at once, and counts how many there were at most.</summary>
    private sealed class Rendezvous(int expected) : IDisposable
    {
        private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
        private readonly CancellationTokenSource _ended = new();
        private int _present;
        private int _most;

        public int Most => _most;

        public StubAnswer Meet(StubAnswer answer)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(gate);
            int present = Interlocked.Increment(ref _present);
            int most;
            while ((most = _most) < present && Interlocked.CompareExchange(ref _most, present, most) != most)
            {
            }

            if (present >= expected)
            {
                Release();
            }
            else
            {
                _ = ReleaseLaterAsync();
            }

            return answer.HeldUntil(gate.Task);
        }

        public void Dispose()
        {
            _ended.Cancel();
            _ended.Dispose();
        }

        // The last ones are fewer, and nobody more comes.
        private async Task ReleaseLaterAsync()
        {
            try
            {
                await Task.Delay(500, _ended.Token);
                Release();
            }
            catch (OperationCanceledException)
            {
            }
        }

        private void Release()
        {
            while (_waiting.TryDequeue(out TaskCompletionSource? gate))
            {
                Interlocked.Decrement(ref _present);
                gate.SetResult();
            }
        }
    }
}
