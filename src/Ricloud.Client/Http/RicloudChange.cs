namespace Ricloud.Http;

/// <summary>
/// Follows one change that a <see cref="Call"/> makes, so that whoever stops waiting for it can
/// still tell whether it was sent. Safe to read on any thread. A change that nobody waits for any more goes on until its
/// cancelled call has ended.
/// </summary>
internal sealed class RicloudChange
{
    private volatile RicloudChangeState _state;

    /// <summary>How far it has come.</summary>
    public RicloudChangeState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Shows the state.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => State.ToString();
}

/// <summary>How far a change has come, as the client knows it.</summary>
internal enum RicloudChangeState
{
    /// <summary>Nothing that could make it was handed to a connection yet.</summary>
    NotSent,

    /// <summary>It was handed to a connection, and nothing that the client got since tells whether it was made.</summary>
    InDoubt,

    /// <summary>It was made.</summary>
    Made,

    /// <summary>It was not made: it never went out whole, the API refused it, or it was looked for and not there.</summary>
    NotMade,
}
