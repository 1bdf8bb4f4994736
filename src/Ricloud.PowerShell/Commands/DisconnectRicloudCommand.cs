using System.Management.Automation;
using Ricloud.PowerShell.Pipeline;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Ends a session. Whoever still holds it is told so when they use it; commands under way finish.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "Ricloud")]
[OutputType(typeof(void))]
public sealed class DisconnectRicloudCommand : RicloudCmdlet
{
    /// <summary>The session to end instead of the runspace's default one.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [Session]
    public RicloudSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var current = SessionSlot.Read(SessionState.PSVariable);
        var session = Session ?? current;
        if (session is null)
        {
            WriteVerbose(Texts.NothingToDisconnect);
            return;
        }

        session.Close();
        if (session == current)
        {
            SessionSlot.Clear(SessionState.PSVariable);
        }
    }
}
