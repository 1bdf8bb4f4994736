namespace Ricloud;

/// <summary>An event couldn't be posted: no connection, no answer in time, or no answer that is HTTP.</summary>
public sealed class EventDeliveryException : Exception
{
    internal EventDeliveryException(string url, string reason, Exception? inner = null)
        : base($"Nothing took the event at {url}: {reason} Check the address, and that the receiver listens there.", inner)
    {
        Url = url;
    }

    /// <summary>Where it was posted to.</summary>
    public string Url { get; }
}
