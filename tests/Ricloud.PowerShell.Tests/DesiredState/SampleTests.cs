using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>The samples about desired state, run as they are but for the addresses.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private SyncScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await SyncScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public void Synchronising_brings_about_what_the_sample_declares_and_then_finds_no_drift()
    {
        string declaration = _scene.Write("desired-state.psd1", Declaration());

        PipelineRun drift = Run("-Check", declaration);
        PipelineRun run = Run("-Prune", declaration).AssertClean();
        PipelineRun check = Run("-Prune -Check", declaration).AssertClean();

        Assert.Contains("create webhook config", drift.TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["create", "create", "repoint", "repoint"], run.Output.Select(s => s.Properties["Action"].Value));
        Assert.Empty(check.Output);
        Assert.Equal("1:valid 2:valid default=1 key1=2", _scene.State());
    }

    [Fact]
    public void Synchronising_fails_when_a_receiver_does_not_take_its_test()
    {
        string declaration = _scene.Write("desired-state.psd1", Declaration().Replace("{b}", "{dead}", StringComparison.Ordinal));

        PipelineRun run = Run(string.Empty, declaration);

        Assert.Contains("retest webhook config 2", run.TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("connection-refused", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    private static string Declaration() => File.ReadAllText(Path.Combine(RepositoryFolders.Root, "samples", "desired-state.psd1"))
        .Replace("http://127.0.0.1:8650/_emulator/receiver/ricloud", "{a}", StringComparison.Ordinal)
        .Replace("http://127.0.0.1:8650/_emulator/receiver/billing", "{b}", StringComparison.Ordinal)
        .Replace("http://127.0.0.1:8650/_emulator/receiver/old", "{c}", StringComparison.Ordinal);

    private PipelineRun Run(string arguments, string declaration) =>
        _scene.Run($"& '{Path.Combine(RepositoryFolders.Root, "samples", "sync-webhooks.ps1")}' -Path $file {arguments}", declaration);
}
