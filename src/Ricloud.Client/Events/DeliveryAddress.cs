namespace Ricloud.Events;

/// <summary>Where a receiver gets an event: the id goes into the path, before any query (API contract: assumed).</summary>
internal static class DeliveryAddress
{
    public static string ForEvent(string url, string eventId)
    {
        var fragment = url.IndexOf('#');
        var address = fragment < 0 ? url : url.Substring(0, fragment);
        var query = address.IndexOf('?');
        var path = query < 0 ? address : address.Substring(0, query);
        return path.TrimEnd('/') + "/" + Uri.EscapeDataString(eventId) + (query < 0 ? string.Empty : address.Substring(query));
    }
}
