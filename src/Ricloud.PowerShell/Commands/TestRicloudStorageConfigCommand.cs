using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Has storage configs tested: the API writes to each and reads from it, and the outcome sets the config's state.
/// A test that fails is a result, not an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "RicloudStorageConfig", SupportsShouldProcess = true)]
[OutputType(typeof(RicloudTask), typeof(bool))]
public sealed class TestRicloudStorageConfigCommand : RicloudSessionCmdlet
{
    private ConfigWork<StorageConfig>? _work;

    /// <summary>The configs: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.StorageConfig)]
    [ArgumentCompleter(typeof(StorageConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Writes only whether the test succeeded. Implies -Wait.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Waits until the test is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. 60 by default; without a wait it has no effect.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, ThrottleLimit, identity =>
        Configs.Test(identity, new TestWait(Wait || Quiet, TimeoutSec), WriteOutcome));

    private ConfigWork<StorageConfig> Configs => _work ??= new(this, ConfigKind.Storage, client => client.StorageConfigs);

    private void WriteOutcome(RicloudTask task) => WriteObject(Quiet ? task.State == RicloudTaskState.Succeeded : task);
}
