namespace Ricloud.Models;

/// <summary>The known types of a task.</summary>
public static class RicloudTaskType
{
    /// <summary>The test of a webhook config (API contract: documented).</summary>
    public const string WebhookConfigTest = "webhook_config.test";
}
