using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>The main job, on the real emulator with its real deliveries.</summary>
public sealed class WebhookConfigCommandTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Dead = "http://127.0.0.1:9/";

    private readonly ModuleRunspace _module = new();

    private string Live => fixture.Emulator.Url.ToString().TrimEnd('/') + "/_emulator/receiver/";

    public void Dispose()
    {
        Run("Get-RicloudWebhookConfig -State new, valid, invalid, deactivated | Remove-RicloudWebhookConfig -Force").AssertClean();
        _module.Dispose();
    }

    [Fact]
    public void New_with_Wait_gives_the_outcome_of_the_test()
    {
        PipelineRun run = Run("($live + 'a'), $dead | New-RicloudWebhookConfig -Wait").AssertClean();

        Assert.Equal(["valid", "invalid"], Values(run, "State"));
        Assert.Equal([Live + "a", Dead], Values(run, "Url"));
    }

    [Fact]
    public async Task New_without_an_address_asks_for_it_and_says_what_is_wrong_with_the_answer()
    {
        (_, string output, string error) = await PwshProcess.RunAsync("New-RicloudWebhookConfig", "not a url\n\n");

        Assert.Contains("Url[0]: ", output, StringComparison.Ordinal);
        Assert.Contains("not a url", error, StringComparison.Ordinal);
    }

    [Fact]
    public void New_without_Wait_gives_the_config_as_it_was_made()
    {
        PSObject config = Assert.Single(Run("New-RicloudWebhookConfig $dead").AssertClean().Output);

        Assert.Equal("new", config.Properties["State"].Value);
        Assert.Equal("Ricloud.WebhookConfig", config.TypeNames[0]);
        Assert.True(((string)PSObject.AsPSObject(config.Properties["Secret"].Value).Methods["Reveal"].Invoke()).Length >= 32);
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("/relative")]
    [InlineData("example.com")]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData(" http://example.com/")]
    [InlineData("http://example.com/ ")]
    [InlineData("http://example.com/a b")]
    [InlineData("http://example.com/\n")]
    public void New_refuses_what_is_no_receivers_address_for_that_item_only(string url)
    {
        PipelineRun run = Run("$bad, $dead | New-RicloudWebhookConfig", ("bad", url));

        Assert.Equal(url, run.AssertError("InvalidUrl").TargetObject.ToString());
        Assert.Equal([Dead], Values(run, "Url"));
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://EXAMPLE.com:443/A/../b/./c?x=%41&y=ü")]
    [InlineData("http://example.com/%zz")]
    [InlineData("https://例え.テスト/フック")]
    public void A_url_is_kept_exactly_as_it_was_written(string url)
    {
        PipelineRun run = Run("New-RicloudWebhookConfig ([uri]$u), $u; Get-RicloudWebhookConfig -First 2", ("u", url)).AssertClean();

        Assert.Equal([url, url, url, url], Values(run, "Url"));
    }

    [Fact]
    public void New_takes_rows_and_configs_by_their_url()
    {
        PipelineRun run = Run("$c = [pscustomobject]@{ Url = $dead; Owner = 'x' } | New-RicloudWebhookConfig; $c; $c | New-RicloudWebhookConfig; @{ url = [uri]$dead } | New-RicloudWebhookConfig").AssertClean();

        Assert.Equal([Dead, Dead, Dead], Values(run, "Url"));
        Assert.Equal(3, Values(run, "Id").Distinct().Count());
    }

    [Fact]
    public void New_refuses_other_things_with_a_url()
    {
        Run("$k | New-RicloudWebhookConfig", ("k", Typed("Deserialized.Ricloud.Key", ("Url", Dead)))).AssertError("InvalidUrl");
        Run("7 | New-RicloudWebhookConfig").AssertError("InvalidUrl");
    }

    [Fact]
    public void Set_changes_what_is_passed_and_gives_the_outcome_with_Wait()
    {
        PipelineRun run = Run("$c = New-RicloudWebhookConfig $dead -Wait; $c; $c | Set-RicloudWebhookConfig -Url ($live + 'b') -Wait; Set-RicloudWebhookConfig $c.Id -State Deactivated -Force -Wait").AssertClean();

        Assert.Equal(["invalid", "valid", "deactivated"], Values(run, "State"));
        Assert.Single(Values(run, "Id").Distinct());
    }

    [Fact]
    public void Set_of_nothing_is_an_error()
    {
        Run("1 | Set-RicloudWebhookConfig").AssertError("NothingToChange");
        Run("1 | Set-RicloudWebhookConfig -Url nonsense").AssertError("InvalidUrl");
        Run("1 | Set-RicloudWebhookConfig -State valid").AssertError("ParameterArgumentValidationError");
    }

    [Fact]
    public void Test_gives_the_task_and_a_failed_one_is_no_error()
    {
        Run("($live + 'c'), $dead | New-RicloudWebhookConfig -Wait").AssertClean();

        PipelineRun run = Run("Get-RicloudWebhookConfig | Test-RicloudWebhookConfig -Wait").AssertClean();

        Assert.Equal(["failed", "succeeded"], Values(run, "State"));
        Assert.Equal(["connection-refused", null], Values(run, "Error"));
        Assert.All(run.Output, t => Assert.Equal("Ricloud.RicloudTask", t.TypeNames[0]));
    }

    [Fact]
    public void Test_Quiet_gives_a_boolean()
    {
        PipelineRun run = Run("($live + 'c'), $dead | New-RicloudWebhookConfig -Wait | Test-RicloudWebhookConfig -Quiet -TimeoutSec 30").AssertClean();

        Assert.Equal([true, false], run.OutputOf<bool>());
    }

    [Fact]
    public void Remove_deletes_and_writes_nothing()
    {
        PipelineRun run = Run("$c = New-RicloudWebhookConfig $dead; $c | Remove-RicloudWebhookConfig -Force; Get-RicloudWebhookConfig $c.Id");

        run.AssertError("NotFound");
        Assert.Empty(run.Output);
    }

    [Fact]
    public void An_id_that_doesnt_exist_is_an_error_and_the_others_still_come()
    {
        PipelineRun run = Run("$c = New-RicloudWebhookConfig $dead; $c.Id, 999, $c.Id | Get-RicloudWebhookConfig");

        ErrorRecord error = run.AssertError("NotFound");
        Assert.Equal("NotFound,Ricloud.PowerShell.Commands.GetRicloudWebhookConfigCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal(999, error.TargetObject);
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public void Pipelines_compose()
    {
        Run("$dead, ($live + 'p'), ($dead + 'x') | New-RicloudWebhookConfig -Wait").AssertClean();

        PipelineRun run = Run("Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait | Where-Object State -eq failed | Set-RicloudWebhookConfig -State deactivated").AssertClean();

        Assert.Equal(["deactivated", "deactivated"], Values(run, "State"));
        Assert.Equal(["valid"], Values(Run("Get-RicloudWebhookConfig"), "State"));
        Assert.Equal(2, Run("Get-RicloudWebhookConfig -State deactivated | Remove-RicloudWebhookConfig -Force; Get-RicloudWebhookConfig -State deactivated, valid, invalid, new").AssertClean().Output.Count + 1);
    }

    [Fact]
    public void Everything_of_a_long_list_can_be_removed_while_it_is_read()
    {
        Run("1..25 | ForEach-Object { $dead } | New-RicloudWebhookConfig").AssertClean();

        PipelineRun run = Run("Get-RicloudWebhookConfig | Remove-RicloudWebhookConfig -Force; @(Get-RicloudWebhookConfig).Count").AssertClean();

        Assert.Equal([0], run.OutputOf<int>());
    }

    private static PSObject Typed(string typeName, params (string Name, object Value)[] properties)
    {
        var bag = new PSObject();
        bag.TypeNames.Insert(0, typeName);
        foreach ((string name, object value) in properties)
        {
            bag.Properties.Add(new PSNoteProperty(name, value));
        }

        return bag;
    }

    private static IReadOnlyList<object?> Values(PipelineRun run, string property) => [.. run.Output.Select(o => o.Properties[property].Value)];

    private PipelineRun Run(string script, params (string Name, object? Value)[] variables)
    {
        var values = new Dictionary<string, object?>
        {
            ["url"] = fixture.Emulator.Url.ToString(),
            ["token"] = fixture.Emulator.Token,
            ["live"] = Live,
            ["dead"] = Dead,
        };
        foreach ((string name, object? value) in variables)
        {
            values[name] = value;
        }

        return _module.Run("if (-not (Get-RicloudSession)) { Connect-Ricloud -Url $url -Token $token }; " + script, values);
    }
}
