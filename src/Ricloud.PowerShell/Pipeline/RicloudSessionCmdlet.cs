using System.Management.Automation;
using Ricloud.Http;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Sessions;
using Ricloud.Services;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that talks to the API through a session.</summary>
public abstract class RicloudSessionCmdlet : RicloudCmdlet
{
    private RicloudSession? _used;
    private bool _hasToldOfUnknown;

    /// <summary>The session to use instead of the runspace's default one.</summary>
    [Parameter]
    [ValidateNotNull]
    [Session]
    public RicloudSession? Session { get; set; }

    /// <summary>The client of the session in use; connects from the environment when nothing is connected.</summary>
    internal RicloudClient Client => UsedSession.Client;

    /// <summary>The session in use.</summary>
    internal RicloudSession UsedSession => _used ??= Open();

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
    /// The error to write instead of sending anything: the value makes no sense, or is an object of another account. An object
    /// that doesn't say whose it is passes; a change says so, once.
    /// </summary>
    internal ErrorRecord? ProblemOf(ParameterValue? value)
    {
        if (value is null || value.Problem is not null)
        {
            return value?.Problem;
        }

        if (value is not RicloudIdentity identity || ObjectOwner.Of(identity.Source) is not { } owner)
        {
            return null;
        }

        if (owner.IsOther(UsedSession))
        {
            return owner.Refusal(identity, UsedSession);
        }

        if (IsChanging && !_hasToldOfUnknown && owner.IsUnknownTo(UsedSession))
        {
            _hasToldOfUnknown = true;
            WriteWarning(Texts.AccountUnknown(identity.TargetName, UsedSession.ToString()));
        }

        return null;
    }

    /// <summary>Does something with each value that makes sense; the others are errors of their own, in their place.</summary>
    /// <param name="values">The values.</param>
    /// <param name="throttleLimit">How many to work on at once, unless somebody is asked about them.</param>
    /// <param name="work">What to do with one: mostly to read or to change something.</param>
    internal void ForEach<T>(T[] values, int throttleLimit, Action<T> work)
        where T : ParameterValue
    {
        int? total = MyInvocation.ExpectingInput ? null : values.Length;
        Throttle(throttleLimit);
        foreach (var value in values)
        {
            if (ProblemOf(value) is { } problem)
            {
                Items.Next(null, total);
                Items.Refuse(problem);
            }
            else
            {
                Items.Next(value.TargetName, total);
                work(value);
            }
        }
    }

    /// <summary>Reads something for one item and writes it.</summary>
    internal void Read<T>(object? input, Func<ItemContext, Task<T>> work, Action<T> write, WaitDisplay? display = null) =>
        Items.Start(new ItemContext(input, Client, null, Call), work, write, display);

    /// <summary>Makes one item's change and writes what came of it.</summary>
    internal void Change<T>(object? input, Func<ItemContext, Task<T>> work, Action<T> write, WaitDisplay? display = null) =>
        Items.Start(new ItemContext(input, Client, new RicloudChange(), Call), work, write, display);

    private protected override void LeaveUnreported(IReadOnlyList<ItemWork> items)
    {
        var command = MyInvocation.MyCommand?.Name ?? string.Empty;
        _used?.Keep(items.Select(item => item.ToUnreported(command)).OfType<UnreportedChange>().ToList());
    }

    private RicloudSession Open()
    {
        var session = Session ?? Require(
            () => SessionSlot.Current(SessionState.PSVariable, WriteVerbose) ?? SessionSlot.FindItself(SessionState.PSVariable, WriteVerbose));
        if (!session.TryEnter())
        {
            ThrowTerminatingError(RicloudError.SessionClosed.ToRecord(session, session.Url));
        }

        var unannounced = session.TakeUnannounced();
        if (unannounced > 0)
        {
            WriteWarning(Texts.ChangesUnreported(unannounced));
        }

        return session;
    }
}
