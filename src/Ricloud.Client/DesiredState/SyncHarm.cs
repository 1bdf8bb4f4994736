using Ricloud.Changes;
using Ricloud.Models;

namespace Ricloud.DesiredState;

/// <summary>What speaks against a deactivation.</summary>
internal static class SyncHarm
{
    /// <summary>What would be lost with a config that is in use; null for nothing.</summary>
    public static string? InUse(WebhookConfigStep step, IReadOnlyList<string> users) => users.Count == 0
        ? null
        : $"{step.Kind.Name} {step.ConfigId} ({step.Url}) is still used by {string.Join(", ", users)}, whose {(step.Kind == ConfigKind.Storage ? "results would be stored" : "events would be delivered")} nowhere.";

    /// <summary>What would be lost with the last valid one; null for nothing. One that is invalid is no loss.</summary>
    public static string? LastValid(WebhookConfigStep step, bool hasOther) => hasOther || step.Current is ConfigState.Invalid
        ? null
        : $"Without {step.Kind.Title} {step.ConfigId} ({step.Url}) the organisation would have no valid {step.Kind.Title}.";
}
