namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="RicloudEvent"/>.</summary>
internal static class RicloudEventAttributes
{
    internal const string Id = "id";
    internal const string Resource = "resource";
    internal const string Type = "type";
    internal const string Action = "action";
    internal const string Data = "data";
    internal const string State = "state";
    internal const string Retries = "retries";
    internal const string DateCreated = "date_created";
    internal const string DateDelivered = "date_delivered";
}
