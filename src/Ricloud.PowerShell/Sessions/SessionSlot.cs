using System.Management.Automation;
using Ricloud.PowerShell.Errors;
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

    /// <summary>
    /// The runspace's session. One that was found by itself follows its source: what is corrected there holds for the next command,
    /// and what is taken away there is gone.
    /// </summary>
    /// <returns>The session, or null when nothing is connected.</returns>
    /// <exception cref="RicloudCommandException">What the source says by now can't be used.</exception>
    public static RicloudSession? Current(PSVariableIntrinsics variables, Action<string> tell)
    {
        var session = Read(variables);
        if (session?.SourceMark is not { } mark)
        {
            return session;
        }

        var sources = new SettingSources();
        RicloudSession? current = null;
        try
        {
            current = sources.Mark() == mark ? session : sources.Find("token") is null ? null : FindItself(variables, tell);
        }
        finally
        {
            if (current is null)
            {
                Clear(variables);
            }
        }

        if (current is not null && current != session && session.TakeUnannounced() > 0)
        {
            current.Keep(session.InDoubt);
        }

        return current;
    }

    /// <summary>Makes the runspace's session from the environment and the files.</summary>
    /// <exception cref="RicloudCommandException">There is no token, or what was found can't be used.</exception>
    public static RicloudSession FindItself(PSVariableIntrinsics variables, Action<string> tell)
    {
        var sources = new SettingSources();
        var session = SessionFactory.Open(new ConnectionRequest(), sources, tell);
        session.SourceMark = sources.Mark();
        Write(variables, session);
        return session;
    }

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
