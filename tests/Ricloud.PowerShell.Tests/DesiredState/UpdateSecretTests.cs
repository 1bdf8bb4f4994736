using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Events;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>Update-RicloudWebhookSecret against the real emulator and a receiver that verifies.</summary>
public sealed class UpdateSecretTests : IAsyncLifetime
{
    private const string Deploying = "Update-RicloudWebhookSecret 1 -DeploySecret { param($new) $deploy.Invoke($new.RevealSecret()) } ";
    private const string Before = "1:valid default=1 key1=1";
    private const string After = "1:deactivated 2:valid default=2 key1=2";

    private readonly VerifyingReceiver _receiver = new();
    private SyncScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await SyncScene.StartAsync();
        _scene.Module.Runspace.SessionStateProxy.SetVariable("deploy", _receiver.Deploy);
        _scene.Module.Runspace.SessionStateProxy.SetVariable("receiver", _receiver.Url);
        _scene.Run("""
            $old = New-RicloudWebhookConfig $receiver
            $deploy.Invoke($old.RevealSecret())
            $null = $old | Test-RicloudWebhookConfig -Wait
            $null = Set-RicloudOrganisation -DefaultWebhookConfig 1
            $null = Set-RicloudKey 1 -WebhookConfig 1
            """).AssertClean();
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task One_command_replaces_the_secret_without_losing_an_event()
    {
        int refusedBefore = _receiver.Refused.Count;
        using CancellationTokenSource over = new();
        Task<List<string>> emitting = EmitAsync(over.Token);

        PipelineRun run = _scene.Run(Deploying).AssertClean();
        await over.CancelAsync();
        List<string> emitted = await emitting;
        await ReceiverScene.UntilAsync(() => emitted.All(_receiver.Taken.Contains));

        Assert.Equal([2L, "valid"], new[] { "Id", "State" }.Select(name => run.Output.Single().Properties[name].Value));
        Assert.Equal(After, _scene.State());
        Assert.True(_receiver.Refused.Count - refusedBefore <= 1, string.Join(", ", _receiver.Refused));
        Assert.All(_receiver.Refused, what => Assert.Equal("webhook_config.test", what));
        Assert.True(emitted.Count > 3, $"{emitted.Count} events were emitted.");
    }

    [Fact]
    public void Without_a_deployment_it_makes_the_config_says_how_to_go_on_and_makes_no_third_one()
    {
        PipelineRun first = _scene.Run("Update-RicloudWebhookSecret 1").AssertClean();
        PipelineRun again = _scene.Run("Get-RicloudWebhookConfig 1 | Update-RicloudWebhookSecret").AssertClean();
        string between = _scene.State();
        PipelineRun refused = _scene.Run("Update-RicloudWebhookSecret 1 -NewConfig 2");
        _scene.Run("$deploy.Invoke((Get-RicloudWebhookConfig 2).RevealSecret())").AssertClean();
        PipelineRun last = _scene.Run("Update-RicloudWebhookSecret -Id 1 -NewConfig 2").AssertClean();

        Assert.Equal([2L, 2L, 2L], new[] { first, again, last }.Select(run => run.Output.Single().Properties["Id"].Value));
        Assert.EndsWith("run Update-RicloudWebhookSecret -Id 1 -NewConfig 2.", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Equal(first.Warnings, again.Warnings);
        Assert.Equal("1:valid 2:invalid default=1 key1=1", between);
        Assert.Contains("status-401", refused.AssertError("SecretNotAccepted").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(After, _scene.State());
    }

    [Fact]
    public void Once_all_is_done_a_further_run_says_so()
    {
        _scene.Run(Deploying).AssertClean();

        PipelineRun run = _scene.Run(Deploying).AssertClean();

        Assert.Equal(2L, run.Output.Single().Properties["Id"].Value);
        Assert.Contains("Nothing to do", Assert.Single(run.Information).ToString(), StringComparison.Ordinal);
        Assert.Equal(After, _scene.State());
    }

    [Theory]
    [InlineData("{ throw 'no vault' }", "DeploymentFailed", "no vault")]
    [InlineData("{ $deploy.Invoke($_.RevealSecret()); Get-RicloudWebhookConfig 999 }", "DeploymentFailed", "there is no such thing")]
    [InlineData("{ }", "SecretNotAccepted", "Webhook config 1 is still in use")]
    public void A_deployment_that_fails_leaves_the_old_one_in_use_and_can_be_repeated(string deployment, string errorId, string message)
    {
        ErrorRecord error = _scene.Run("Update-RicloudWebhookSecret 1 -DeploySecret " + deployment).AssertError(errorId);
        Assert.Contains(message, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.EndsWith(" default=1 key1=1", _scene.State(), StringComparison.Ordinal);

        _scene.Run(Deploying).AssertClean();

        Assert.Equal(After, _scene.State());
    }

    [Theory]
    [InlineData("/configs/webhook/2/test")]
    [InlineData("/organisation")]
    [InlineData("/keys/1")]
    [InlineData("/configs/webhook/1")]
    public async Task A_failure_half_way_is_completed_by_the_next_run(string path)
    {
        await _scene.PostAsync("/_emulator/faults", new { kind = "status", status = 403, method = "POST", path, nth = 1 });

        _scene.Run(Deploying).AssertError("Forbidden");
        Assert.StartsWith("1:valid", _scene.State(), StringComparison.Ordinal);
        _scene.Run(Deploying).AssertClean();

        Assert.Equal(After, _scene.State());
    }

    [Fact]
    public async Task Events_that_stay_pending_keep_the_old_config()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}?status=503&delay=3000' -Wait -ErrorAction Ignore; $null = Set-RicloudOrganisation -DefaultWebhookConfig 2").AssertClean();
        _scene.Run("$null = Set-RicloudKey 1 -WebhookConfig 2").AssertClean();
        await EmitOneAsync();
        _scene.Run("$null = Set-RicloudKey 1 -WebhookConfig 1").AssertClean();

        PipelineRun run = _scene.Run(Deploying + "-TimeoutSec 1");

        Assert.Contains("Webhook config 3 is in use now", run.AssertError("EventsPending").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.StartsWith("1:valid", _scene.State(), StringComparison.Ordinal);
        Assert.EndsWith("key1=3", _scene.State(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Update-RicloudWebhookSecret 1 -WhatIf", new[] { "\"Create\" on target \"webhook config for " })]
    [InlineData(Deploying + "-WhatIf", new[] { "\"Create\"", "\"Deploy the secret\"", "\"Test\"", "on target \"organisation\"", "on target \"key 1\"", "\"Deactivate\" on target \"webhook config 1 (" })]
    public void WhatIf_shows_each_step_and_changes_nothing(string command, string[] steps)
    {
        PipelineRun run = _scene.Run(command).AssertClean();

        string[] lines = _scene.Module.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(steps.Length, lines.Length);
        Assert.All(steps.Zip(lines), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Empty(run.Output);
        Assert.Equal(Before, _scene.State());
    }

    [Theory]
    [InlineData("$null = New-RicloudWebhookConfig $receiver, $receiver; Update-RicloudWebhookSecret 1", "ReplacementAmbiguous", "2")]
    [InlineData("$null = New-RicloudWebhookConfig '{a}'; Update-RicloudWebhookSecret 1 -NewConfig 2", "NotAReplacement", "its address is")]
    [InlineData("Update-RicloudWebhookSecret 1 -NewConfig 1", "NotAReplacement", "the same one")]
    [InlineData("$null = New-RicloudWebhookConfig '{a}' -Wait | Set-RicloudWebhookConfig -State deactivated; Update-RicloudWebhookSecret 2", "NothingToReplace", "deactivated")]
    [InlineData("Update-RicloudWebhookSecret 99", "NotFound", "")]
    [InlineData("Get-RicloudKey | Update-RicloudWebhookSecret", "WrongKindOfObject", "Ricloud.Key")]
    public void What_cannot_be_replaced_is_refused(string script, string errorId, string message)
    {
        ErrorRecord error = _scene.Run(script).AssertError(errorId);

        Assert.Contains(message, error.ErrorDetails?.Message ?? error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("1:valid", _scene.State(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_new_config_is_also_what_underscore_means_to_the_deployment()
    {
        _scene.Run("Update-RicloudWebhookSecret 1 -DeploySecret { 'noise'; $deploy.Invoke($_.RevealSecret()) }").AssertClean();

        Assert.Equal(After, _scene.State());
    }

    private async Task<List<string>> EmitAsync(CancellationToken over)
    {
        List<string> ids = [];
        while (!over.IsCancellationRequested)
        {
            ids.Add(await EmitOneAsync());
        }

        return ids;
    }

    private async Task<string> EmitOneAsync()
    {
        using HttpResponseMessage response = await _scene.Emulator.Http.PostAsJsonAsync("/_emulator/events", new { type = "session", action = "expired", data = new { id = 1 } });
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("id").GetString()!;
    }
}
