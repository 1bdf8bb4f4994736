namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="RicloudEvent"/>.</summary>
internal static class RicloudEventAttributes
{
    public const string Id = "id";
    public const string Resource = "resource";
    public const string Type = "type";
    public const string Action = "action";
    public const string Data = "data";
    public const string State = "state";
    public const string Retries = "retries";
    public const string DateCreated = "date_created";
    public const string DateDelivered = "date_delivered";
}
