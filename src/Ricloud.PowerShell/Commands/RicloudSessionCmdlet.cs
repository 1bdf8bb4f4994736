using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that talks to the API through a session.</summary>
public abstract class RicloudSessionCmdlet : RicloudCmdlet
{
    private RicloudSession? _used;
    private RicloudClient? _client;

    /// <summary>The session to use instead of the runspace's default one.</summary>
    [Parameter]
    [ValidateNotNull]
    [Session]
    public RicloudSession? Session { get; set; }

    /// <summary>The client of the session in use; connects from the environment when nothing is connected.</summary>
    private protected RicloudClient Client => _client ??= UsedSession.Client.WithObserver(Observer);

    /// <summary>The session in use.</summary>
    private protected RicloudSession UsedSession => _used ??= Open();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _used?.Leave();
            _used = null;
        }
    }

    /// <summary>
    /// Sends one item's request and writes what comes of it: the answer, or one error with the item as its target.
    /// </summary>
    private protected void Send<T>(object? target, Func<RicloudClient, CancellationToken, Task<T>> request, Action<T> write)
    {
        var client = Client;
        Attempt(target, () => write(Await(stopping => request(client, stopping))));
    }

    /// <summary>Does something with each identity that names something; the others are errors of their own.</summary>
    private protected void ForEach(RicloudIdentity[] identities, Action<RicloudIdentity> work)
    {
        foreach (var identity in identities)
        {
            if (identity.Problem() is { } problem)
            {
                WriteError(problem);
            }
            else
            {
                work(identity);
            }
        }
    }

    private RicloudSession Open()
    {
        var session = Session ?? SessionSlot.Read(SessionState.PSVariable) ?? ConnectByItself();
        if (!session.TryEnter())
        {
            ThrowTerminatingError(RicloudError.SessionClosed.ToRecord(session, session.Url));
        }

        return session;
    }

    private RicloudSession ConnectByItself()
    {
        var session = Require(() => SessionFactory.Open(new ConnectionRequest(), WriteVerbose));
        SessionSlot.Write(SessionState.PSVariable, session);
        return session;
    }
}
