using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>Sync-RicloudWebhookConfig against the real emulator.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    // From webhook config 1, which everybody uses: a replacement, a second one that a key uses, and the old one gone.
    private const string Replace = "@{ Url = '{b}'; Default = $true }, @{ Url = '{c}'; Keys = 1 } | Sync-RicloudWebhookConfig -Prune -PassThru ";

    private SyncScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await SyncScene.StartAsync();
        _scene.Run("$null = New-RicloudWebhookConfig '{a}' -Wait; $null = Set-RicloudOrganisation -DefaultWebhookConfig 1; $null = Set-RicloudKey 1 -WebhookConfig 1").AssertClean();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public void An_organisation_becomes_what_is_declared_and_a_second_run_does_nothing_and_says_so()
    {
        PipelineRun first = _scene.Run(Replace).AssertClean();
        string state = _scene.State();
        int requests = Posts().Count;
        PipelineRun second = _scene.Run(Replace).AssertClean();

        Assert.Equal(
            ["create webhook config 2 done", "create webhook config 3 done", "repoint organisation done", "repoint key 1 done", "deactivate webhook config 1 done"], SyncScene.Steps(first));
        Assert.Equal("1:deactivated 2:valid 3:valid default=2 key1=3", state);
        Assert.Empty(second.Output);
        Assert.Contains("Nothing to do", Assert.Single(second.Information).ToString(), StringComparison.Ordinal);
        Assert.Equal(state, _scene.State());
        Assert.Equal(requests, Posts().Count);
        Assert.Empty(_scene.Run(Replace.Replace("Sync", "Compare", StringComparison.Ordinal).Replace("-PassThru", string.Empty, StringComparison.Ordinal)).AssertClean().Output);
    }

    [Fact]
    public void New_ones_are_valid_and_in_use_before_the_old_one_goes()
    {
        _scene.Run("Invoke-RicloudApi /_emulator/requests -Method DELETE").AssertClean();

        _scene.Run(Replace).AssertClean();

        Assert.Equal(["/configs/webhook", "/configs/webhook", "/organisation", "/keys/1", "/configs/webhook/1"], Posts());
        List<string> all = [.. _scene.Get("/_emulator/requests?limit=1000").GetProperty("data").EnumerateArray().Select(r => r.GetProperty("method") + " " + r.GetProperty("path"))];
        Assert.InRange(all.LastIndexOf("GET /configs/webhook/3"), 0, all.IndexOf("POST /organisation"));
    }

    [Fact]
    public void Every_kind_of_step_does_what_it_says()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{b}' -Wait | Set-RicloudWebhookConfig -State deactivated; $null = New-RicloudWebhookConfig '{dead}' -Wait").AssertClean();

        PipelineRun run = _scene.Run("'{b}', '{dead}', '{c}', @{ Url = '{a}'; Default = $true } | Sync-RicloudWebhookConfig -PassThru").AssertClean();
        PipelineRun off = _scene.Run("@{ Url = '{dead}'; State = 'deactivated' } | Sync-RicloudWebhookConfig -PassThru").AssertClean();

        Assert.Equal(["reactivate webhook config 2 done", "retest webhook config 3 pending", "create webhook config 4 done"], SyncScene.Steps(run));
        Assert.Contains("connection-refused", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(["deactivate webhook config 3 done"], SyncScene.Steps(off));
        Assert.Equal("1:valid 2:valid 3:deactivated 4:valid default=1 key1=1", _scene.State());
    }

    [Fact]
    public void WhatIf_shows_the_plan_once_as_a_table_too_where_it_is_wanted_and_changes_nothing()
    {
        string before = _scene.State();

        PipelineRun run = _scene.Run(Replace + "-WhatIf").AssertClean();
        string asked = _scene.Module.HostText;
        Assert.Empty(_scene.Run(Replace.Replace("-PassThru", string.Empty, StringComparison.Ordinal) + "-WhatIf").AssertClean().Output);
        PipelineRun preferred = _scene.Run("$WhatIfPreference = $true; try { " + Replace + "} finally { $WhatIfPreference = $false }").AssertClean();

        Assert.Equal(
            ["create webhook config planned", "create webhook config planned", "repoint organisation planned", "repoint key 1 planned", "deactivate webhook config 1 planned"], SyncScene.Steps(run));
        Assert.Equal(SyncScene.Steps(run), SyncScene.Steps(preferred));
        Assert.Contains("\"Create\" on target \"webhook config for " + _scene.Live("b"), asked, StringComparison.Ordinal);
        Assert.Contains("on target \"key 1\"", asked, StringComparison.Ordinal);
        Assert.Contains("deactivate planned  webhook config 1", _scene.Module.Render(run.Output, 80), StringComparison.Ordinal);
        Assert.Equal(before, _scene.State());
    }

    [Fact]
    public async Task What_is_declined_holds_what_depends_on_it()
    {
        await using SyncScene asked = await SyncScene.StartAsync("n\ny\n");
        asked.Run("$null = New-RicloudWebhookConfig '{a}' -Wait").AssertClean();

        PipelineRun run = asked.Run("@{ Url = '{b}'; Default = $true }, '{c}' | Sync-RicloudWebhookConfig -Prune -PassThru -Confirm").AssertClean();

        Assert.Equal(["create webhook config declined", "create webhook config 2 done", "repoint organisation held", "deactivate webhook config 1 held"], SyncScene.Steps(run));
        Assert.Equal("1:valid 2:valid default= key1=", asked.State());
    }

    [Fact]
    public async Task A_page_in_place_of_an_answer_is_a_failure_and_not_a_test_that_failed()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{b}' -Wait | Set-RicloudWebhookConfig -State deactivated").AssertClean();
        await _scene.PostAsync("/_emulator/faults", new { kind = "html", method = "POST", nth = 1 });

        PipelineRun run = _scene.Run("'{b}' | Sync-RicloudWebhookConfig -PassThru");

        run.AssertError("InvalidResponse");
        Assert.Equal(["reactivate webhook config 2 failed"], SyncScene.Steps(run));
    }

    [Fact]
    public async Task What_was_made_before_a_failure_is_named()
    {
        await _scene.PostAsync("/_emulator/faults", new { kind = "status", status = 403, method = "GET", path = "/configs/webhook/*" });

        PipelineRun run = _scene.Run("'{b}' | Sync-RicloudWebhookConfig -PassThru");

        run.AssertError("Forbidden");
        Assert.Equal(["create webhook config 2 failed"], SyncScene.Steps(run));
    }

    [Fact]
    public void Nothing_to_do_counts_what_is_declared_apart_from_what_is_left_alone()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{b}', '{c}' -Wait").AssertClean();

        PipelineRun run = _scene.Run("@{ Url = '{a}'; Default = $true } | Sync-RicloudWebhookConfig").AssertClean();

        Assert.Equal("Nothing to do; as declared: 2. Left alone without -Prune: 2.", Assert.Single(run.Information).ToString());
    }

    [Theory]
    [InlineData("('{a}' + '/')")]
    [InlineData("('{a}' -replace 'http', 'HTTP')")]
    [InlineData("('{a}' -replace 'receiver', 'Receiver')")]
    public void An_address_that_differs_by_a_slip_is_warned_of(string url)
    {
        PipelineRun run = _scene.Run(url + " | Sync-RicloudWebhookConfig -WhatIf").AssertClean();
        PipelineRun both = _scene.Run("'{a}', " + url + " | Sync-RicloudWebhookConfig -WhatIf").AssertClean();

        Assert.Contains("Webhook config 1 has nearly the same address, " + _scene.Live("a") + ".", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Empty(both.Warnings);
    }

    [Fact]
    public void Without_Prune_what_is_not_declared_is_left_alone()
    {
        _scene.Run("@{ Url = '{b}'; Default = $true } | Sync-RicloudWebhookConfig").AssertClean();

        Assert.Equal("1:valid 2:valid default=2 key1=1", _scene.State());
    }

    [Fact]
    public void What_is_still_in_use_is_not_deactivated_unless_forced()
    {
        ErrorRecord error = _scene.Run("'{b}' | Sync-RicloudWebhookConfig -Prune").AssertError("WebhookConfigInUse");

        Assert.Contains("used by the organisation, as its default, key 1", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("Ricloud.WebhookConfigStep", error.TargetObject.GetType().FullName);
        Assert.Equal("1:valid 2:valid default=1 key1=1", _scene.State());
        Assert.Contains("would not be deactivated without -Force", Assert.Single(_scene.Run("'{b}' | Sync-RicloudWebhookConfig -Prune -WhatIf").AssertClean().Warnings), StringComparison.Ordinal);
        _scene.Run("'{b}' | Sync-RicloudWebhookConfig -Prune -Force").AssertClean();
        Assert.Equal("1:deactivated 2:valid default=1 key1=1", _scene.State());
    }

    [Fact]
    public void The_last_valid_one_is_not_deactivated_unless_forced()
    {
        _scene.Run("$null = Set-RicloudOrganisation -NoDefaultWebhookConfig; $null = Set-RicloudKey 1 -UseDefaultWebhookConfig; $null = New-RicloudWebhookConfig '{dead}' -Wait").AssertClean();
        const string Off = "@{ Url = '{a}'; State = 'deactivated' } | Sync-RicloudWebhookConfig -PassThru ";

        PipelineRun held = _scene.Run(Off);
        string kept = _scene.State();
        PipelineRun forced = _scene.Run(Off + "-Force").AssertClean();

        held.AssertError("LastValidWebhookConfig");
        Assert.Equal(["deactivate webhook config 1 held"], SyncScene.Steps(held));
        Assert.StartsWith("1:valid 2:invalid", kept, StringComparison.Ordinal);
        Assert.Equal(["deactivate webhook config 1 done"], SyncScene.Steps(forced));
        Assert.StartsWith("1:deactivated 2:invalid", _scene.State(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_not_deployed_yet_is_pending_and_the_next_run_completes_it()
    {
        await using VerifyingReceiver receiver = new();
        string sync = $"@{{ Url = '{receiver.Url}'; Default = $true; Keys = 1 }} | Sync-RicloudWebhookConfig -Prune -PassThru";

        PipelineRun first = _scene.Run(sync).AssertClean();
        string waiting = _scene.State();
        PipelineRun again = _scene.Run(sync).AssertClean();
        receiver.Deploy(_scene.Run("(Get-RicloudWebhookConfig 2).RevealSecret()").OutputOf<string>().Single());
        PipelineRun last = _scene.Run(sync).AssertClean();

        Assert.Equal(["create webhook config 2 pending", "repoint organisation held", "repoint key 1 held", "deactivate webhook config 1 held"], SyncScene.Steps(first));
        Assert.Contains("status-401", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Equal("1:valid 2:invalid default=1 key1=1", waiting);
        Assert.Equal(["retest webhook config 2 pending", "repoint organisation held", "repoint key 1 held", "deactivate webhook config 1 held"], SyncScene.Steps(again));
        Assert.Equal(["retest webhook config 2 done", "repoint organisation done", "repoint key 1 done", "deactivate webhook config 1 done"], SyncScene.Steps(last));
        Assert.Equal("1:deactivated 2:valid default=2 key1=2", _scene.State());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_failure_half_way_is_completed_by_the_next_run(int nth)
    {
        await _scene.PostAsync("/_emulator/faults", new { kind = "status", status = 403, method = "POST", nth });

        PipelineRun broken = _scene.Run(Replace);
        string between = _scene.State();
        _scene.Run(Replace).AssertClean();

        broken.AssertError("Forbidden");
        Assert.Equal(5 - nth, broken.Output.Count(s => (string)s.Properties["Outcome"].Value == "held"));
        Assert.StartsWith("1:valid", between, StringComparison.Ordinal);
        Assert.Equal("1:deactivated 2:valid 3:valid default=2 key1=3", _scene.State().Replace("default=3 key1=2", "default=2 key1=3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_of_one_config_does_not_stop_the_others()
    {
        await _scene.PostAsync("/_emulator/faults", new { kind = "status", status = 400, method = "POST", path = "/configs/webhook", nth = 1 });

        PipelineRun run = _scene.Run(Replace);

        Assert.Single(run.Errors);
        Assert.Equal(
            ["create webhook config failed", "create webhook config 2 done", "repoint organisation held", "repoint key 1 done", "deactivate webhook config 1 held"], SyncScene.Steps(run));
        Assert.Equal("1:valid 2:valid default=1 key1=2", _scene.State());
    }

    [Fact]
    public async Task Force_deactivates_nothing_whose_replacement_has_just_failed()
    {
        await _scene.PostAsync("/_emulator/faults", new { kind = "status", status = 400, method = "POST", path = "/organisation*" });

        PipelineRun run = _scene.Run("@{ Url = '{b}'; Default = $true } | Sync-RicloudWebhookConfig -Prune -Force -PassThru");

        Assert.Single(run.Errors);
        Assert.Equal(["create webhook config 2 done", "repoint organisation failed", "deactivate webhook config 1 held"], SyncScene.Steps(run));
        Assert.Equal("1:valid 2:valid default=1 key1=1", _scene.State());
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_makes_one_config()
    {
        await _scene.PostAsync("/_emulator/faults", new { kind = "drop", when = "after", method = "POST", path = "/configs/webhook", nth = 1 });

        _scene.Run("'{b}' | Sync-RicloudWebhookConfig").AssertClean();

        Assert.Equal("1:valid 2:valid default=1 key1=1", _scene.State());
    }

    [Fact]
    public void Output_is_steps_for_who_asks_and_nothing_else()
    {
        PipelineRun silent = _scene.Run("'{b}' | Sync-RicloudWebhookConfig").AssertClean();
        PipelineRun asked = _scene.Run("'{c}' | Sync-RicloudWebhookConfig -PassThru").AssertClean();

        Assert.Empty(silent.Output);
        Assert.Equal("Synchronised: 1 done.", Assert.Single(silent.Information).ToString());
        Assert.All(asked.Output, o => Assert.Equal("Ricloud.WebhookConfigStep", o.BaseObject.GetType().FullName));
        Assert.Empty(asked.Warnings);
    }

    private List<string> Posts() =>
        [.. _scene.Get("/_emulator/requests?method=POST&limit=1000").GetProperty("data").EnumerateArray().Select(r => r.GetProperty("path").GetString()!)];
}
