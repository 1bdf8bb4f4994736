namespace Ricloud.Json;

/// <summary>The JSON names of an <see cref="Ricloud.Organisation"/>.</summary>
internal static class OrganisationAttributes
{
    internal const string Id = "id";
    internal const string Resource = "resource";
    internal const string Name = "name";
    internal const string Slug = "slug";
    internal const string Permissions = "permissions";
    internal const string StorageConfigs = "storage_configs";
    internal const string WebhookConfigs = "webhook_configs";
    internal const string StorageConfigDefault = "storage_config_default";
    internal const string WebhookConfigDefault = "webhook_config_default";
    internal const string State = "state";
    internal const string DateCreated = "date_created";
}
