using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>Compare-RicloudWebhookConfig: the plan alone.</summary>
public sealed class CompareTests : IAsyncLifetime
{
    private SyncScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await SyncScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public void Every_drift_is_a_step_in_a_safe_order_and_nothing_is_changed()
    {
        _scene.Run("""
            $null = New-RicloudWebhookConfig '{a}' -Wait
            $null = New-RicloudWebhookConfig '{dead}' -Wait
            $null = New-RicloudWebhookConfig '{b}' -Wait | Set-RicloudWebhookConfig -State deactivated
            $null = Set-RicloudOrganisation -DefaultWebhookConfig 1
            """).AssertClean();
        string before = _scene.State();

        PipelineRun run = _scene.Run("""
            @{ Url = '{a}'; State = 'deactivated' }, '{dead}', @{ Url = '{b}'; Keys = 1 }, @{ Url = '{c}'; Default = $true } | Compare-RicloudWebhookConfig
            """).AssertClean();

        Assert.Equal(
            ["retest webhook config 2 planned", "reactivate webhook config 3 planned", "create webhook config planned", "repoint key 1 planned", "repoint organisation planned", "deactivate webhook config 1 planned"],
            SyncScene.Steps(run));
        Assert.Equal(before, _scene.State());
    }

    [Fact]
    public void Nothing_is_written_when_all_is_as_declared_unless_it_is_asked_for()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}', '{b}' -Wait; $null = Set-RicloudOrganisation -DefaultWebhookConfig 1; $null = Set-RicloudKey 1 -WebhookConfig 1").AssertClean();
        const string Declaration = "@{ Url = '{a}'; Default = $true; Keys = Get-RicloudKey }, @{ Url = '{c}'; State = 'deactivated' } | Compare-RicloudWebhookConfig";

        Assert.Empty(_scene.Run(Declaration).AssertClean().Output);
        PipelineRun all = _scene.Run(Declaration + " -IncludeEqual").AssertClean();

        Assert.Equal(
            ["none webhook config 1 done", "none organisation done", "none key 1 done", "none webhook config done", "none webhook config 2 done"], SyncScene.Steps(all));
        Assert.Contains("left alone", (string)all.Output[^1].Properties["Reason"].Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Compare-RicloudWebhookConfig ($folder + '/team-*')")]
    [InlineData("Compare-RicloudWebhookConfig ($folder + '/team-1.psd1'), ($folder + '/team-[2-9].json')")]
    [InlineData("Compare-RicloudWebhookConfig -LiteralPath ($folder + '/team-1.psd1'), ($folder + '/team-2.json')")]
    [InlineData("([IO.DirectoryInfo]$folder).GetFiles() | Compare-RicloudWebhookConfig")]
    [InlineData("([IO.FileInfo]($folder + '/team-1.psd1')), '{b}' | Compare-RicloudWebhookConfig")]
    public void Several_files_are_one_declaration(string script)
    {
        string folder = Path.GetDirectoryName(_scene.Write("team-1.psd1", "@{ WebhookConfigs = '{a}' }"))!;
        _ = _scene.Write("team-2.json", """["{b}"]""");

        PipelineRun run = _scene.Run($"$folder = '{folder}'; {script} -Prune").AssertClean();

        Assert.Equal([_scene.Live("a"), _scene.Live("b")], run.Output.Select(step => (string)step.Properties["Url"].Value).Order());
    }

    [Fact]
    public void What_two_files_contradict_each_other_in_names_both()
    {
        string folder = Path.GetDirectoryName(_scene.Write("team-1.psd1", "@{ WebhookConfigs = @{ Url = '{a}'; Default = $true } }"))!;
        _ = _scene.Write("team-2.json", """[{ "Url": "{a}" }]""");

        string error = _scene.Run($"Compare-RicloudWebhookConfig '{folder}/team-*'").AssertError("DeclarationInvalid").ErrorDetails.Message;

        Assert.Contains("team-2.json: line 1 (entry 1)", error, StringComparison.Ordinal);
        Assert.Contains("at " + Path.Combine(folder, "team-1.psd1") + ": line 1 (entry 1) too", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Compare-RicloudWebhookConfig ($folder + '/no-such-*')", "no file matches it")]
    [InlineData("Compare-RicloudWebhookConfig -LiteralPath ($folder + '/team-*')", "team-*")]
    [InlineData("Compare-RicloudWebhookConfig Env:/PATH", "isn't in the file system")]
    [InlineData("[IO.DirectoryInfo]$folder | Compare-RicloudWebhookConfig", "folder")]
    public void A_file_that_is_not_there_ends_it(string script, string reason)
    {
        string folder = Path.GetDirectoryName(_scene.Write("team-1.psd1", "@{ WebhookConfigs = '{a}' }"))!;

        Assert.Contains(reason, _scene.Run($"$folder = '{folder}'; {script}").AssertError("DeclarationUnreadable").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_declared_is_drift_only_for_who_prunes()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}', '{b}', '{a}' -Wait").AssertClean();

        Assert.Empty(_scene.Run("'{a}' | Compare-RicloudWebhookConfig").AssertClean().Output);
        Assert.Equal(
            ["deactivate webhook config 2 planned", "deactivate webhook config 1 planned"],
            SyncScene.Steps(_scene.Run("'{a}' | Compare-RicloudWebhookConfig -Prune").AssertClean()));
    }

    [Fact]
    public void Of_two_with_one_address_the_one_in_use_is_kept()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}', '{a}' -Wait; $null = Set-RicloudKey 1 -WebhookConfig 1").AssertClean();

        Assert.Equal(["deactivate webhook config 2 planned"], SyncScene.Steps(_scene.Run("'{a}' | Compare-RicloudWebhookConfig -Prune").AssertClean()));
    }

    [Fact]
    public void While_a_secret_is_replaced_either_config_of_the_address_will_do()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}', '{a}' -Wait; $null = Set-RicloudKey 1 -WebhookConfig 1; $null = Set-RicloudOrganisation -DefaultWebhookConfig 2").AssertClean();

        Assert.Empty(_scene.Run("@{ Url = '{a}'; Default = $true; Keys = 1 } | Compare-RicloudWebhookConfig").AssertClean().Output);
    }

    [Fact]
    public void A_step_that_would_do_harm_is_foreseen()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}', '{b}' -Wait; $null = Set-RicloudOrganisation -DefaultWebhookConfig 1").AssertClean();

        PipelineRun inUse = _scene.Run("'{b}' | Compare-RicloudWebhookConfig -Prune").AssertClean();
        PipelineRun last = _scene.Run("$null = Set-RicloudOrganisation -NoDefaultWebhookConfig; @{ Url = '{a}'; State = 'deactivated' }, @{ Url = '{b}'; State = 'deactivated' } | Compare-RicloudWebhookConfig").AssertClean();

        Assert.Equal(["deactivate webhook config 1 held"], SyncScene.Steps(inUse));
        Assert.Contains("still used by the organisation", (string)inUse.Output.Single().Properties["Reason"].Value, StringComparison.Ordinal);
        Assert.Equal(["deactivate webhook config 1 planned", "deactivate webhook config 2 held"], SyncScene.Steps(last));
        Assert.Contains("no valid webhook config", (string)last.Output[1].Properties["Reason"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_fits_eighty_columns_and_survives_a_job()
    {
        PipelineRun run = _scene.Run("'{a}' | Compare-RicloudWebhookConfig").AssertClean();

        string table = _scene.Module.Render(run.Output, 80);

        Assert.Matches("Action     Outcome  Subject +Url", table);
        Assert.All(table.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.Contains("create", System.Management.Automation.PSSerializer.Serialize(run.Output[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Configs_of_one_organisation_declare_those_of_another()
    {
        _scene.Run("$null = New-RicloudWebhookConfig '{a}', '{dead}' -Wait; $null = New-RicloudWebhookConfig '{b}' | Set-RicloudWebhookConfig -State deactivated").AssertClean();

        PipelineRun run = _scene.Run("Get-RicloudWebhookConfig; Get-RicloudWebhookConfig -State deactivated").AssertClean();
        PipelineRun raw = _scene.Run("(Invoke-RicloudApi /configs/webhook).data | Compare-RicloudWebhookConfig").AssertClean();
        PipelineRun plan = _scene.Run("(Get-RicloudWebhookConfig), (Get-RicloudWebhookConfig -State deactivated) | ForEach-Object { $_ } | Compare-RicloudWebhookConfig").AssertClean();

        Assert.Equal(3, run.Output.Count);
        Assert.Equal(["retest webhook config 2 planned"], SyncScene.Steps(plan));
        Assert.Equal(["retest webhook config 2 planned"], SyncScene.Steps(raw));
    }
}
