using Ricloud.Models;

namespace Ricloud.DesiredState;

/// <summary>What speaks against a deactivation.</summary>
internal static class SyncHarm
{
    /// <summary>What would be lost with a config that is in use; null for nothing.</summary>
    public static string? InUse(WebhookConfigStep step, IReadOnlyList<string> users) => users.Count == 0
        ? null
        : $"Webhook config {step.WebhookConfig} ({step.Url}) is still used by {string.Join(", ", users)}, whose events would be delivered nowhere.";

    /// <summary>What would be lost with the last valid one; null for nothing. One that is invalid is no loss.</summary>
    public static string? LastValid(WebhookConfigStep step, bool hasOther) => hasOther || step.Current is ConfigState.Invalid
        ? null
        : $"Without webhook config {step.WebhookConfig} ({step.Url}) the organisation would have no valid webhook config.";
}
