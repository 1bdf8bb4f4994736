namespace Ricloud.PowerShell.Parameters;

/// <summary>What an <c>-Id</c> parameter may name.</summary>
internal sealed class IdentityKind
{
    public static readonly IdentityKind WebhookConfig = new("webhook_config", "webhook config", typeof(Ricloud.WebhookConfig).FullName!, "webhook_config.test");
    public static readonly IdentityKind StorageConfig = new("storage_config", "storage config", typeof(Ricloud.StorageConfig).FullName!, "storage_config.test");
    public static readonly IdentityKind Task = new("task", "task", typeof(RicloudTask).FullName!, null);
    public static readonly IdentityKind Key = new("key", "key", typeof(Ricloud.Key).FullName!, null);
    public static readonly IdentityKind Event = new("event", "event", typeof(RicloudEvent).FullName!, null);

    private static readonly IdentityKind[] All = [WebhookConfig, StorageConfig, Task, Key, Event];

    private IdentityKind(string resource, string name, string typeName, string? testTaskType)
    {
        Resource = resource;
        Name = name;
        TypeName = typeName;
        TestTaskType = testTaskType;
    }

    /// <summary>The value of the API's <c>resource</c> attribute.</summary>
    public string Resource { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The type name of the objects that the module writes for it.</summary>
    public string TypeName { get; }

    /// <summary>The type of the tasks whose target it is, if there are any.</summary>
    public string? TestTaskType { get; }

    /// <summary>The kind of a resource.</summary>
    public static IdentityKind Of(string resource) => Array.Find(All, kind => kind.Resource == resource)!;

    public override string ToString() => Name;
}
