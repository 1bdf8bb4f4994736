namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="Ricloud.Key"/>.</summary>
internal static class KeyAttributes
{
    public const string Id = "id";
    public const string Resource = "resource";
    public const string Organisation = "organisation";
    public const string Type = "type";
    public const string StorageConfig = "storage_config";
    public const string WebhookConfig = "webhook_config";
    public const string Token = "token";
    public const string State = "state";
    public const string DateCreated = "date_created";
    public const string DateExpires = "date_expires";
}
