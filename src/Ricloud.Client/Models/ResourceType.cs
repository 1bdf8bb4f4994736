namespace Ricloud.Models;

/// <summary>The known values of an object's <c>resource</c> attribute.</summary>
public static class ResourceType
{
    /// <summary>A webhook config.</summary>
    public const string WebhookConfig = "webhook_config";

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
