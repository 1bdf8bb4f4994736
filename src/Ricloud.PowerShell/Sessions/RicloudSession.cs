using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>
/// A connection to the API as one key. It never changes, is safe to use from many runspaces at once, and shows no secret.
/// </summary>
public sealed class RicloudSession : RicloudObject
{
    private const int MostUnreported = 1000;

    private readonly object _gate = new();
    private readonly Queue<UnreportedChange> _unreported = new();
    private int _unannounced;
    private int _uses;
    private bool _isDisposed;

    internal RicloudSession(RicloudClient client, TimeSpan timeout, string source, DateTime connectedAt, Key? key, Organisation? organisation)
    {
        Client = client;
        Timeout = timeout;
        Url = client.BaseAddress.AbsoluteUri.TrimEnd('/');
        Source = source;
        ConnectedAt = connectedAt;
        KeyId = key?.Id;
        KeyType = key?.Type;
        OrganisationId = organisation?.Id;
        Organisation = organisation?.Name;
    }

    /// <summary>The API's base address.</summary>
    public string Url { get; }

    /// <summary>The organisation's name; null when the token wasn't checked or the key may not read it.</summary>
    public string? Organisation { get; }

    /// <summary>The organisation's id; null when the token wasn't checked or the key may not read it.</summary>
    public object? OrganisationId { get; }

    /// <summary>The id of the key in use; null when the token wasn't checked.</summary>
    public object? KeyId { get; }

    /// <summary>The type of the key in use, <c>standard</c> or <c>trial</c>; null when the token wasn't checked.</summary>
    public string? KeyType { get; }

    /// <summary>Where the token came from: a parameter, an environment variable or a file.</summary>
    public string Source { get; }

    /// <summary>When the session was made, in local time.</summary>
    public DateTime ConnectedAt { get; }

    /// <summary>
    /// The changes that commands sent and ended without saying what came of them, oldest first; the last 1000 of them. Look at
    /// what they were about, then call <see cref="ClearInDoubt"/>.
    /// </summary>
    public IReadOnlyList<UnreportedChange> InDoubt
    {
        get
        {
            lock (_gate)
            {
                return _unreported.ToArray();
            }
        }
    }

    internal RicloudClient Client { get; }

    internal TimeSpan Timeout { get; }

    /// <summary>The organisation's id, as soon as anybody has read it.</summary>
    internal object? KnownOrganisation => OrganisationId ?? Client.Origin.Organisation;

    /// <summary>Somebody was given the session as an object, so that it outlives being the default.</summary>
    internal bool IsHandedOut { get; set; }

    /// <summary>What its source said when it was found there; null when somebody connected.</summary>
    internal string? SourceMark { get; set; }

    internal bool IsClosed { get; private set; }

    /// <summary>Forgets the changes of <see cref="InDoubt"/>.</summary>
    public void ClearInDoubt()
    {
        lock (_gate)
        {
            _unreported.Clear();
            _unannounced = 0;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Organisation is null ? Url : Url + " (" + TerminalText.Of(Organisation) + ")";

    /// <summary>Whether it uses this key's token.</summary>
    internal bool HasToken(Key key) => Client.Channel.Token.Is(key.Token);

    /// <summary>Begins one command's use; false when the session is closed.</summary>
    internal bool TryEnter()
    {
        lock (_gate)
        {
            if (IsClosed)
            {
                return false;
            }

            _uses++;
            return true;
        }
    }

    /// <summary>Keeps changes that nobody has heard of.</summary>
    internal void Keep(IReadOnlyCollection<UnreportedChange> changes)
    {
        lock (_gate)
        {
            _unannounced += changes.Count;
            foreach (var change in changes)
            {
                _unreported.Enqueue(change);
                if (_unreported.Count > MostUnreported)
                {
                    _ = _unreported.Dequeue();
                }
            }
        }
    }

    /// <summary>How many changes were kept that no command has told of yet; it is told once.</summary>
    internal int TakeUnannounced()
    {
        lock (_gate)
        {
            var count = _unannounced;
            _unannounced = 0;
            return count;
        }
    }

    /// <summary>Ends one command's use.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            _uses--;
            DisposeWhenUnused();
        }
    }

    /// <summary>Lets no new command in. Those under way finish; the connection goes with the last of them.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            IsClosed = true;
            DisposeWhenUnused();
        }
    }

    private void DisposeWhenUnused()
    {
        if (IsClosed && _uses == 0 && !_isDisposed)
        {
            _isDisposed = true;
            Client.Dispose();
        }
    }
}
