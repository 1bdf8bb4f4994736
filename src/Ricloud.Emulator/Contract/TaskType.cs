namespace Ricloud.Emulator.Contract;

/// <summary>The types of task that this emulator runs.</summary>
internal static class TaskType
{
    public const string WebhookConfigTest = "webhook_config.test";
    public const string StorageConfigTest = "storage_config.test";
}
