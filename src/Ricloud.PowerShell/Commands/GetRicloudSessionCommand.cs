using System.Management.Automation;
using Ricloud.PowerShell.Pipeline;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets the runspace's default session; nothing when it isn't connected.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudSession")]
[OutputType(typeof(RicloudSession))]
public sealed class GetRicloudSessionCommand : RicloudCmdlet
{
    private protected override void Finish()
    {
        if (Require(() => SessionSlot.Current(SessionState.PSVariable, WriteVerbose)) is { } session)
        {
            session.IsHandedOut = true;
            WriteObject(session);
        }
    }
}
