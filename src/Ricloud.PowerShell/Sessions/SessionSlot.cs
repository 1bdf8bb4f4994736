using System.Management.Automation;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Sessions;

/// <summary>
/// Holds a runspace's default session. It lives in a global variable of the runspace's own session state, because that is
/// what a reset of a pooled runspace clears; a table keyed by the runspace would hand one user's identity to the next.
/// It has no public property, so that looking at the variable shows nothing.
/// </summary>
internal sealed class SessionSlot
{
    private const string VariableName = "global:__RicloudSession";

    private SessionSlot(RicloudSession session) => Session = session;

    private RicloudSession Session { get; }

    public override string ToString() => "Ricloud default session";

    /// <summary>The runspace's default session, if it has one that is still open.</summary>
    public static RicloudSession? Read(PSVariableIntrinsics variables) =>
        NamedValues.Unwrap(variables.GetValue(VariableName)) is SessionSlot { Session: { IsClosed: false } session } ? session : null;

    /// <summary>Makes a session the default. The one it replaces is closed, unless somebody was handed it.</summary>
    public static void Write(PSVariableIntrinsics variables, RicloudSession session)
    {
        var previous = Read(variables);
        variables.Set(VariableName, new SessionSlot(session));
        if (previous != session)
        {
            Leave(previous);
        }
    }

    /// <summary>Leaves the runspace without a default session. The one that it had is closed, unless somebody was handed it.</summary>
    public static void Clear(PSVariableIntrinsics variables)
    {
        Leave(Read(variables));
        variables.Remove(VariableName);
    }

    private static void Leave(RicloudSession? session)
    {
        if (session is { IsHandedOut: false })
        {
            session.Close();
        }
    }
}
