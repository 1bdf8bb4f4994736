namespace Ricloud.Receiving;

/// <summary>A whole request, before anything in it is believed.</summary>
internal sealed class Delivery(HttpRequestHead head, string pathId, byte[] body, DateTimeOffset receivedAt)
{
    /// <summary>Its line and headers.</summary>
    public HttpRequestHead Head { get; } = head;

    /// <summary>The event id in its path.</summary>
    public string PathId { get; } = pathId;

    /// <summary>Its body.</summary>
    public byte[] Body { get; } = body;

    /// <summary>When it was there.</summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;
}
