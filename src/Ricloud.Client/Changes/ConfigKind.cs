using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Paging;

namespace Ricloud.Changes;

/// <summary>What is particular to one kind of config; everything else is common to all.</summary>
/// <typeparam name="T">Its model.</typeparam>
internal sealed class ConfigKind<T>(string resource, string route, string testTaskType, Func<Attributes, T> read)
    where T : class, IRicloudConfig
{
    /// <summary>What people call it.</summary>
    public string Title { get; } = resource.Replace('_', ' ');

    /// <summary>Where they are.</summary>
    public string Route => route;

    /// <summary>The type of the tasks that test it.</summary>
    public string TestTaskType => testTaskType;

    /// <summary>Reads one.</summary>
    public Func<Attributes, T> Read => read;

    /// <summary>How a list of them is read.</summary>
    public PagedModel<T> Paged { get; } = new(read, static item => item.Id, static item => item.DateCreated);
}

/// <summary>The kinds of config.</summary>
internal static class ConfigKind
{
    public static readonly ConfigKind<WebhookConfig> Webhook = new(ResourceType.WebhookConfig, "/configs/webhook", RicloudTaskType.WebhookConfigTest, WebhookConfig.From);
    public static readonly ConfigKind<StorageConfig> Storage = new(ResourceType.StorageConfig, "/configs/storage", RicloudTaskType.StorageConfigTest, StorageConfig.From);
}
