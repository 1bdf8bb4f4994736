namespace Ricloud.Json;

/// <summary>The JSON names of an <see cref="Ricloud.Organisation"/>.</summary>
internal static class OrganisationAttributes
{
    public const string Id = "id";
    public const string Resource = "resource";
    public const string Name = "name";
    public const string Slug = "slug";
    public const string Permissions = "permissions";
    public const string StorageConfigs = "storage_configs";
    public const string WebhookConfigs = "webhook_configs";
    public const string StorageConfigDefault = "storage_config_default";
    public const string WebhookConfigDefault = "webhook_config_default";
    public const string State = "state";
    public const string DateCreated = "date_created";
}
