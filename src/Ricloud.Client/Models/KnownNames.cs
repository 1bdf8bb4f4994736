namespace Ricloud.Models;

/// <summary>The known values of an object's <c>resource</c> attribute.</summary>
internal static class ResourceType
{
    /// <summary>A webhook config.</summary>
    public const string WebhookConfig = "webhook_config";

    /// <summary>A storage config.</summary>
    public const string StorageConfig = "storage_config";

    /// <summary>A task.</summary>
    public const string Task = "task";

    /// <summary>An organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>A key.</summary>
    public const string Key = "key";

    /// <summary>An event.</summary>
    public const string Event = "event";

    /// <summary>A list of other objects.</summary>
    public const string List = "list";
}

/// <summary>The known states of a key (API contract: documented).</summary>
internal static class KeyState
{
    /// <summary>Usable.</summary>
    public const string Active = "active";

    /// <summary>Switched off.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Blocked by the vendor.</summary>
    public const string Blocked = "blocked";

    /// <summary>Past its end.</summary>
    public const string Expired = "expired";

    /// <summary>Whether a key in this state uses its configs: one that can't be used any more takes nothing from them.</summary>
    public static bool UsesConfigs(string? state) => state is not (Deactivated or Expired);
}

/// <summary>The known types of a key (API contract: documented).</summary>
internal static class KeyType
{
    /// <summary>A key for real use.</summary>
    public const string Standard = "standard";

    /// <summary>A key for trying.</summary>
    public const string Trial = "trial";
}

/// <summary>The known states of an organisation (API contract: documented).</summary>
internal static class OrganisationState
{
    /// <summary>Lacks a valid storage config.</summary>
    public const string Unconfigured = "unconfigured";

    /// <summary>Usable.</summary>
    public const string Active = "active";

    /// <summary>Switched off.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Blocked by the vendor.</summary>
    public const string Blocked = "blocked";
}

/// <summary>The known states of a webhook or a storage config (API contract: documented).</summary>
internal static class ConfigState
{
    /// <summary>Made or changed, and not tested yet.</summary>
    public const string New = "new";

    /// <summary>Passed its test.</summary>
    public const string Valid = "valid";

    /// <summary>Failed its test.</summary>
    public const string Invalid = "invalid";

    /// <summary>Switched off by its organisation.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Says whether the test that a change started has had its outcome.</summary>
    /// <param name="state">The state; one that the API didn't tell is taken for <c>new</c>.</param>
    /// <returns><see langword="true"/> for all but <c>new</c>.</returns>
    public static bool IsTested(string? state) => !string.IsNullOrEmpty(state) && state != New;
}

/// <summary>The known states of a task (API contract: documented).</summary>
internal static class RicloudTaskState
{
    /// <summary>Waiting to be started.</summary>
    public const string Pending = "pending";

    /// <summary>Being done.</summary>
    public const string Processing = "processing";

    /// <summary>Held back for now.</summary>
    public const string Suspended = "suspended";

    /// <summary>Done, and well.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>Done, and failed.</summary>
    public const string Failed = "failed";

    /// <summary>Says whether a task in this state has its outcome.</summary>
    /// <param name="state">The state; one that isn't known here is taken for unfinished.</param>
    /// <returns><see langword="true"/> for <c>succeeded</c> and <c>failed</c>.</returns>
    public static bool IsFinal(string? state) => state is Succeeded or Failed;
}

/// <summary>The known types of a task.</summary>
internal static class RicloudTaskType
{
    /// <summary>The test of a webhook config (API contract: documented).</summary>
    public const string WebhookConfigTest = "webhook_config.test";

    /// <summary>The test of a storage config (API contract: assumed, after the rule for names).</summary>
    public const string StorageConfigTest = "storage_config.test";
}

/// <summary>The known states of an event's delivery (API contract: documented).</summary>
internal static class RicloudEventState
{
    /// <summary>Not delivered yet.</summary>
    public const string Pending = "pending";

    /// <summary>Taken by a receiver.</summary>
    public const string Delivered = "delivered";

    /// <summary>Given up on.</summary>
    public const string Failed = "failed";
}
