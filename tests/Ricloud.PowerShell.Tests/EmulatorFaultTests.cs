using System;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>An emulator that was started with fault rules, and the sample that shows what they are for.</summary>
public sealed class EmulatorFaultTests
{
    private const string Kinds = "(Invoke-RicloudApi /_emulator/faults).data | ForEach-Object { $_.kind }";

    [Fact]
    public void Rules_come_as_hashtables_objects_and_json()
    {
        PipelineRun run = ModuleRunspace.RunOnce($$"""
            $json = '[{"kind":"html"},{"kind":"status","status":503,"retry_after":"2030-01-02T03:04:05Z"}] // both'
            $null = Start-RicloudEmulator -Connect -Fault @{ kind = 'drop'; nth = 1, 3 }, ([pscustomobject]@{ kind = 'delay'; ms = 5 }), $json, '{"kind":"slow"}'
            {{Kinds}}
            (Invoke-RicloudApi /_emulator/faults).data[3].retry_after
            """).AssertClean();

        Assert.Equal(["drop", "delay", "html", "status", "slow", "2030-01-02T03:04:05Z"], run.OutputOf<string>());
    }

    [Fact]
    public void The_first_request_that_counts_is_the_one_after_connecting()
    {
        PipelineRun run = ModuleRunspace.RunOnce("""
            $null = Start-RicloudEmulator -Connect -Fault @{ kind = 'status'; status = 404; nth = 1 }
            Get-RicloudKey -Current
            """);

        run.AssertError("NotFound");
    }

    [Fact]
    public void Without_connecting_the_rules_are_there_and_nobody_is_connected()
    {
        PipelineRun run = ModuleRunspace.RunOnce($$"""
            $emulator = Start-RicloudEmulator -Fault @{ kind = 'delay'; ms = 1 }
            Get-RicloudSession
            $null = Connect-Ricloud -Url $emulator.Url -Token $emulator.Token
            {{Kinds}}
            """).AssertClean();

        Assert.Equal(["delay"], run.OutputOf<string>());
    }

    [Theory]
    [InlineData("@{ kind = 'delay' }, @{ kind = 'drop'; nht = 1 }", "InvalidParameter", "[1].nht")]
    [InlineData("'7'", "InvalidParameter", "[0]")]
    [InlineData("'{'", "InvalidFault", "JSON")]
    [InlineData("'{} x'", "InvalidFault", "JSON")]
    [InlineData("([datetime]'2030-01-01')", "InvalidParameter", "[0]")]
    [InlineData("@{ kind = [System.Threading.Thread]::CurrentThread }", "BodyNotSerialisable", "Thread")]
    public void A_rule_that_is_wrong_is_named_and_leaves_no_emulator_behind(string rules, string errorId, string named)
    {
        using var module = new ModuleRunspace();

        PipelineRun run = module.Run($"Start-RicloudEmulator -Connect -Fault {rules}");

        ErrorRecord error = run.AssertError(errorId);
        Assert.Contains(named, error.ErrorDetails?.Message ?? error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(module.Run("Get-RicloudSession").AssertClean().Output);
        Assert.Empty(module.Run("Stop-RicloudEmulator -Verbose").AssertClean().Verbose);
    }

    [Fact]
    public async Task The_sample_runs_to_its_end()
    {
        string sample = Path.Combine(RepositoryFolders.Root, "samples", "rehearse-faults.ps1");

        (int code, string output, string error) = await PwshProcess.RunAsync($"& '{sample.Replace("'", "''", StringComparison.Ordinal)}'");

        Assert.True((code, error) == (0, string.Empty), error + output);
        Assert.Contains("GET /configs/webhook/1: cut 200 truncate", output, StringComparison.Ordinal);
    }
}
