namespace Ricloud.Emulator.Contract;

/// <summary>The values of a resource's <c>resource</c> attribute (documented).</summary>
internal static class ResourceName
{
    public const string Event = "event";
    public const string Key = "key";
    public const string List = "list";
    public const string Organisation = "organisation";
    public const string Permissions = "permissions";
    public const string StorageConfig = "storage_config";
    public const string Task = "task";
    public const string WebhookConfig = "webhook_config";
}
