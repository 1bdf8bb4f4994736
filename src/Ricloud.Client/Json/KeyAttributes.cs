namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="Ricloud.Key"/>.</summary>
internal static class KeyAttributes
{
    internal const string Id = "id";
    internal const string Resource = "resource";
    internal const string Organisation = "organisation";
    internal const string Type = "type";
    internal const string StorageConfig = "storage_config";
    internal const string WebhookConfig = "webhook_config";
    internal const string Token = "token";
    internal const string State = "state";
    internal const string DateCreated = "date_created";
    internal const string DateExpires = "date_expires";
}
