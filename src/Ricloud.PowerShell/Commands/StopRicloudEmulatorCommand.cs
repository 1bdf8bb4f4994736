using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Ricloud.PowerShell.Emulator;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Stops emulators: those given, or all that this runspace started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RicloudEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopRicloudEmulatorCommand : RicloudCmdlet
{
    /// <summary>What <c>Start-RicloudEmulator</c> wrote.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public RicloudEmulator[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var emulator in InputObject ?? EmulatorRegistry.Of(Runspace.DefaultRunspace).ToArray())
        {
            if (ShouldProcess(Texts.EmulatorTarget(emulator.Url), Texts.ActionStop))
            {
                Await(async _ =>
                {
                    await EmulatorRegistry.StopAsync(emulator).ConfigureAwait(false);
                    return true;
                }, new WaitDisplay(Texts.ActionStop, Texts.EmulatorTarget(emulator.Url)));
            }
        }
    }
}
