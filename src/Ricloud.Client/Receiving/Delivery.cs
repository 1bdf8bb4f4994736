using System;

namespace Ricloud;

/// <summary>A whole request, before anything in it is believed.</summary>
internal sealed class Delivery(HttpRequestHead head, string pathId, byte[] body, DateTimeOffset receivedAt)
{
    /// <summary>Its line and headers.</summary>
    internal HttpRequestHead Head { get; } = head;

    /// <summary>The event id in its path.</summary>
    internal string PathId { get; } = pathId;

    /// <summary>Its body.</summary>
    internal byte[] Body { get; } = body;

    /// <summary>When it was there.</summary>
    internal DateTimeOffset ReceivedAt { get; } = receivedAt;
}
