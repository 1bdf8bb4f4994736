namespace Ricloud.Receiving;

/// <summary>Why a connection can't be used any more.</summary>
internal enum ConnectionEnd
{
    /// <summary>A phase took longer than its limit.</summary>
    TimedOut,

    /// <summary>The receiver is ending.</summary>
    Stopping,

    /// <summary>Another connection needs the place.</summary>
    Evicted,

    /// <summary>The peer closed or reset it.</summary>
    PeerGone,
}

/// <summary>Ends whatever a connection is doing.</summary>
internal sealed class ConnectionOverException(ConnectionEnd end, Exception? inner = null)
    : Exception("The connection is over: " + end + ".", inner)
{
    public ConnectionEnd End { get; } = end;
}
