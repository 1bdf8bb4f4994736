using System;

namespace Ricloud;

/// <summary>A whole request, before anything in it is believed.</summary>
/// <param name="Head">Its line and headers.</param>
/// <param name="PathId">The event id in its path.</param>
/// <param name="Body">Its body.</param>
/// <param name="ReceivedAt">When it was there.</param>
internal sealed record Delivery(HttpRequestHead Head, string PathId, byte[] Body, DateTimeOffset ReceivedAt);
