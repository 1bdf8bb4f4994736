namespace Ricloud.Http;

/// <summary>
/// Follows one change that a <see cref="Call"/> makes, so that whoever stops waiting for it can
/// still tell whether it was sent. Safe to read on any thread. A change that nobody waits for any more goes on until its
/// cancelled call has ended.
/// </summary>
public sealed class RicloudChange
{
    private volatile RicloudChangeState _state;

    /// <summary>How far it has come.</summary>
    public RicloudChangeState State
    {
        get => _state;
        internal set => _state = value;
    }

    /// <summary>Shows the state.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => State.ToString();
}
