using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>What -ChangeLog notes, and what Undo-RicloudChange makes of it, against the real emulator.</summary>
public sealed class ChangeLogTests : IAsyncLifetime
{
    private readonly ModuleRunspace _module = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-changes-");
    private EmulatorProcess _emulator = null!;

    private string Log => Path.Combine(_folder.FullName, "changes.jsonl");

    // Config 1 is the default, key 2 has config 2.
    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorProcess.StartAsync();
        Run("""
            Connect-Ricloud -Url $url -Token $token
            $null = New-RicloudWebhookConfig "$url/_emulator/receiver/one", "$url/_emulator/receiver/two" -Wait
            $null = Set-RicloudOrganisation 1; $null = New-RicloudKey; $null = Set-RicloudKey 2 -WebhookConfig 2
            """).AssertClean();
    }

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        await _emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Everything_comes_back_the_newest_first_and_once()
    {
        string before = State();
        Run("""
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/elsewhere" -Force -ChangeLog $log -Wait
            $null = Set-RicloudWebhookConfig 2 -State deactivated -Force -ChangeLog $log
            $null = Set-RicloudOrganisation -DefaultWebhookConfig 2 -ChangeLog $log
            $null = Set-RicloudOrganisation -NoDefaultWebhookConfig -ChangeLog $log
            $null = Set-RicloudKey 2 -UseDefaultWebhookConfig -State deactivated -ChangeLog $log
            """).AssertClean();
        Assert.NotEqual(before, State());

        PipelineRun undone = Run("Undo-RicloudChange $log").AssertClean();
        PipelineRun again = Run("Undo-RicloudChange $log; $null = Get-RicloudWebhookConfig 2 | Test-RicloudWebhookConfig -Wait").AssertClean();

        Assert.Equal(["Key", "Organisation", "Organisation", "WebhookConfig", "WebhookConfig"], undone.Output.Select(o => o.BaseObject.GetType().Name));
        Assert.Empty(again.Output);
        Assert.Equal(before, State());
        Assert.All(Secrets(), secret => Assert.DoesNotContain(secret, File.ReadAllText(Log), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
        }
    }

    [Fact]
    public void The_last_ones_alone_can_be_undone_and_the_others_later()
    {
        Run("""
            foreach ($name in 'a', 'b', 'c') { $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/$name" -Force -ChangeLog $log }
            """).AssertClean();

        PipelineRun last = Run("Undo-RicloudChange $log -Last 1").AssertClean();
        PipelineRun rest = Run("[pscustomobject]@{ FullName = $log } | Undo-RicloudChange").AssertClean();

        Assert.Equal(["b"], Names(last));
        Assert.Equal(["a", "two"], Names(rest));
    }

    [Fact]
    public void A_plan_shows_all_of_it_and_changes_and_writes_nothing()
    {
        Run("""
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/a" -Force -ChangeLog $log
            $null = Set-RicloudWebhookConfig 2 -State deactivated -Force -ChangeLog $log
            $null = Set-RicloudKey 2 -UseDefaultWebhookConfig -ChangeLog $log
            """).AssertClean();
        string[] lines = File.ReadAllLines(Log);
        string before = State();

        Run("Undo-RicloudChange $log -WhatIf; Set-RicloudKey 1 -State deactivated -ChangeLog \"$log.other\" -WhatIf").AssertClean();

        string asked = _module.HostText;
        Assert.Contains("\"Bring back WebhookConfig to '2' (changed 20", asked, StringComparison.Ordinal);
        Assert.Contains("\"Bring back State to 'new' (changed 20", asked, StringComparison.Ordinal);
        Assert.Contains("/_emulator/receiver/two' (changed 20", asked, StringComparison.Ordinal);
        Assert.Contains("webhook config 2 (http", asked, StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllLines(Log));
        Assert.Equal(before, State());
        Assert.False(File.Exists(Log + ".other"));
    }

    [Theory]
    [InlineData("Set-RicloudWebhookConfig 2 -Url \"$url/_emulator/receiver/a\" -Force -ChangeLog $log", "Set-RicloudWebhookConfig 2 -Url \"$url/_emulator/receiver/b\" -Force", "Url is '")]
    [InlineData("Set-RicloudWebhookConfig 2 -Url \"$url/_emulator/receiver/a\" -Force -ChangeLog $log", "Set-RicloudWebhookConfig 2 -State deactivated -Force", "State is 'deactivated' now, and the change had left '")]
    [InlineData("Set-RicloudOrganisation 2 -ChangeLog $log", "Set-RicloudOrganisation -NoDefaultWebhookConfig", "WebhookConfigDefault is nothing now, and the change had left '2'")]
    [InlineData("Set-RicloudKey 2 -WebhookConfig 1 -ChangeLog $log", "Set-RicloudKey 2 -UseDefaultWebhookConfig", "WebhookConfig is nothing now, and the change had left '1', so somebody has changed it since. Nothing was sent. What was before, to be set by hand if it is still wanted: WebhookConfig to '2'.")]
    public void What_somebody_has_changed_since_is_left_and_said(string change, string since, string said)
    {
        Run($"$null = {change}; $null = {since}").AssertClean();
        string before = State();

        PipelineRun run = Run("Undo-RicloudChange $log");

        ErrorRecord error = run.AssertError("ChangedSince");
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
        Assert.NotNull(error.TargetObject);
        Assert.Empty(run.Output);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Older_changes_of_what_is_left_are_left_too_and_others_are_undone()
    {
        Run("""
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/a" -Force -ChangeLog $log
            $null = Set-RicloudOrganisation 2 -ChangeLog $log
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/b" -Force -ChangeLog $log
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/c" -Force
            """).AssertClean();

        PipelineRun run = Run("Undo-RicloudChange $log");

        Assert.Equal("Organisation", Assert.Single(run.Output).BaseObject.GetType().Name);
        Assert.Equal(2, run.Errors.Count);
        Assert.Contains("a newer change of it stays", run.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_whose_end_nobody_has_noted_is_told_by_how_the_thing_is()
    {
        Run("""
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/a" -Force -ChangeLog $log
            $null = Set-RicloudOrganisation 2 -ChangeLog $log
            """).AssertClean();
        File.WriteAllLines(Log, File.ReadAllLines(Log).Where(line => !line.Contains("\"made\"", StringComparison.Ordinal)));
        File.AppendAllText(Log, "{\"made\":\"cut o");
        Run("$null = Set-RicloudOrganisation 1").AssertClean();

        PipelineRun run = Run("Undo-RicloudChange $log").AssertClean();

        Assert.Equal(["Organisation", "WebhookConfig"], run.Output.Select(o => o.BaseObject.GetType().Name));
        Assert.EndsWith("/two", (string)run.Output[1].Properties["Url"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_config_that_was_off_both_come_back()
    {
        Run("""
            $null = Set-RicloudWebhookConfig 2 -State deactivated -Force; $null = Set-RicloudKey 2 -UseDefaultWebhookConfig
            $null = Set-RicloudWebhookConfig 2 -Url "$url/_emulator/receiver/a" -Wait -ChangeLog $log
            """).AssertClean();

        PipelineRun run = Run("Undo-RicloudChange $log").AssertClean();

        Assert.Equal("deactivated", run.Output[0].Properties["State"].Value);
        Assert.EndsWith("/two", (string)run.Output[0].Properties["Url"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void To_switch_off_what_is_in_use_again_is_asked_about()
    {
        Run("""
            $null = Set-RicloudWebhookConfig 2 -State deactivated -Force
            $null = Set-RicloudWebhookConfig 2 -State new -ChangeLog $log
            """).AssertClean();

        PipelineRun asked = Run("Undo-RicloudChange $log");
        PipelineRun forced = Run("Undo-RicloudChange $log -Force").AssertClean();

        Assert.Contains(") is used by key 2", asked.AssertError("InUse").ToString(), StringComparison.Ordinal);
        Assert.Empty(asked.Output);
        Assert.Equal("deactivated", forced.Output[0].Properties["State"].Value);
    }

    [Fact]
    public void Commands_of_one_process_share_a_file()
    {
        Run("""
            $null = Get-RicloudWebhookConfig 2 | Set-RicloudWebhookConfig -Url "$url/_emulator/receiver/a" -Force -ChangeLog $log | ForEach-Object { Set-RicloudOrganisation $_.Id -ChangeLog $log }
            1..20 | Set-RicloudKey -UseDefaultWebhookConfig -ChangeLog $log -ThrottleLimit 8 -ErrorAction Ignore
            """).AssertClean();

        Assert.Equal(["Key", "Key", "Organisation", "WebhookConfig"], Run("Undo-RicloudChange $log").AssertClean().Output.Select(o => o.BaseObject.GetType().Name));
        Assert.Equal("2", Run("Get-RicloudKey 2").Output[0].Properties["WebhookConfig"].Value.ToString());
    }

    [Theory]
    [InlineData("{\"journal\":\"restored events\"}\n", "it isn't a journal of changes")]
    [InlineData("Id,Url\n1,https://a.example\n", "it isn't a journal of changes")]
    [InlineData("{\"journal\":\"changes\"}\n{\"change\":\"1\"}\n", "'resource' is missing")]
    [InlineData("{\"journal\":\"changes\"}\n{\"undone\":\"1\"}\n", "it has no change 1")]
    public void Another_file_is_refused_and_left_as_it_is(string content, string said)
    {
        File.WriteAllText(Log, content);

        PipelineRun undo = Run("Undo-RicloudChange $log");
        PipelineRun set = Run("Set-RicloudOrganisation 2 -ChangeLog $log");

        Assert.Contains(said, undo.AssertError("ChangeLogUnusable").ToString(), StringComparison.Ordinal);
        Assert.Contains(said, set.AssertError("ChangeLogUnusable").ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Log));
        Assert.Equal("1", Run("(Get-RicloudOrganisation).WebhookConfigDefault").Output[0].ToString());
    }

    [Fact]
    public void A_file_that_isnt_there_is_an_error_and_none_is_made()
    {
        Run("Undo-RicloudChange $log").AssertError("ChangeLogUnusable");
        Run("Undo-RicloudChange $log -WhatIf").AssertError("ChangeLogUnusable");
        Run("Set-RicloudOrganisation 2 -ChangeLog \"$log/none/changes\"").AssertError("ChangeLogUnusable");

        Assert.False(File.Exists(Log));
    }

    [Fact]
    public async Task Changes_of_another_account_are_refused()
    {
        Run("$null = Set-RicloudOrganisation 2 -ChangeLog $log").AssertClean();
        await using EmulatorProcess other = await EmulatorProcess.StartAsync();

        PipelineRun run = _module.Run("Connect-Ricloud -Url $url -Token $token; Undo-RicloudChange $log", Variables(other));

        Assert.Contains("organisation", run.AssertError("ObjectOfAnotherAccount").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_cant_be_unset_is_said_to_stay()
    {
        Run("$null = Set-RicloudKey 2 -PublishSourceFiles -UseDefaultWebhookConfig -ChangeLog $log").AssertClean();

        PipelineRun run = Run("Undo-RicloudChange $log").AssertClean();

        Assert.Equal("key 2: publish_source_files wasn't set before, and can't be unset; it stays.", Assert.Single(run.Warnings));
        Assert.Equal("2", run.Output[0].Properties["WebhookConfig"].Value.ToString());
    }

    [Fact]
    public async Task Only_with_a_log_is_a_thing_read_before_it_is_changed()
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run("Set-RicloudWebhookConfig 3 -State new; Set-RicloudWebhookConfig 3 -State new -ChangeLog $log", ("log", Log)).AssertClean();

        Assert.Equal(["POST", "GET", "POST"], scene.Api.Requests.Select(r => r.Method));
    }

    private PipelineRun Run(string script) => _module.Run(script, Variables(_emulator));

    private Dictionary<string, object?> Variables(EmulatorProcess emulator) => new()
    {
        ["url"] = emulator.Url.ToString().TrimEnd('/'),
        ["token"] = emulator.Token,
        ["log"] = Log,
    };

    private string State() => string.Join('\n', Run("""
        $null = Get-RicloudWebhookConfig -State new | Test-RicloudWebhookConfig -Wait
        Get-RicloudWebhookConfig 1, 2 | ForEach-Object { "$($_.Id) $($_.Url) $($_.State)" }
        Get-RicloudKey 1, 2 | ForEach-Object { "$($_.Id) $($_.WebhookConfig) $($_.State)" }
        (Get-RicloudOrganisation).WebhookConfigDefault
        """).AssertClean().Output);

    private IEnumerable<string> Secrets() => Run("Get-RicloudWebhookConfig | ForEach-Object { $_.RevealSecret() }; Get-RicloudKey | ForEach-Object { $_.RevealToken() }").Output.Select(o => o.ToString());

    private static IEnumerable<string> Names(PipelineRun run) => run.Output.Select(o => ((string)o.Properties["Url"].Value).Split('/')[^1]);
}
