using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Changes;

/// <summary>What is particular to one kind of config; everything else is common to all.</summary>
internal abstract class ConfigKind(string resource, string route, string testTaskType)
{
    public static readonly ConfigKind<WebhookConfig> Webhook = new(ResourceType.WebhookConfig, "/configs/webhook", RicloudTaskType.WebhookConfigTest, WebhookConfig.From)
    {
        Accepts = ReceiverAddress.IsValid,
        DefaultOf = static organisation => organisation.WebhookConfigDefault,
        OfKey = static key => key.WebhookConfig,
        ListedIn = static organisation => (organisation?.WebhookConfigs?.Data, organisation?.WebhookConfigs?.HasMore),
        AsDefault = static id => new OrganisationUpdate { WebhookConfigDefault = new(id) },
        ForKey = static id => new KeyUpdate { WebhookConfig = new(id) },
    };

    public static readonly ConfigKind<StorageConfig> Storage = new(ResourceType.StorageConfig, "/configs/storage", RicloudTaskType.StorageConfigTest, StorageConfig.From)
    {
        Accepts = StorageAddress.IsValid,
        DefaultOf = static organisation => organisation.StorageConfigDefault,
        OfKey = static key => key.StorageConfig,
        ListedIn = static organisation => (organisation?.StorageConfigs?.Data, organisation?.StorageConfigs?.HasMore),
        AsDefault = static id => new OrganisationUpdate { StorageConfigDefault = new(id) },
        ForKey = static id => new KeyUpdate { StorageConfig = new(id) },
    };

    /// <summary>The value of the API's <c>resource</c> attribute.</summary>
    public string Resource => resource;

    /// <summary>What people call it.</summary>
    public string Title { get; } = resource.Replace('_', ' ');

    /// <summary>What people call it, at the beginning of a sentence.</summary>
    public string Name => char.ToUpperInvariant(Title[0]) + Title.Substring(1);

    /// <summary>Where they are.</summary>
    public string Route => route;

    /// <summary>The type of the tasks that test it.</summary>
    public string TestTaskType => testTaskType;

    /// <summary>Whether a text can be its address.</summary>
    public Func<string, bool> Accepts { get; init; } = static _ => false;

    /// <summary>The id of the one that an organisation has for default.</summary>
    public Func<Organisation, object?> DefaultOf { get; init; } = static _ => null;

    /// <summary>The id of a key's own.</summary>
    public Func<Key, object?> OfKey { get; init; } = static _ => null;

    /// <summary>Those that an organisation comes with, and whether there are more.</summary>
    public Func<Organisation?, (IEnumerable<IRicloudConfig>? Configs, bool? HasMore)> ListedIn { get; init; } = static _ => default;

    /// <summary>What makes one the organisation's default.</summary>
    public Func<string?, OrganisationUpdate> AsDefault { get; init; } = static _ => new OrganisationUpdate();

    /// <summary>What makes one a key's own.</summary>
    public Func<string?, KeyUpdate> ForKey { get; init; } = static _ => new KeyUpdate();

    /// <summary>Shows its name.</summary>
    public override string ToString() => Title;
}

/// <summary>A kind of config, and how its model is read.</summary>
/// <typeparam name="T">Its model.</typeparam>
internal sealed class ConfigKind<T>(string resource, string route, string testTaskType, Func<Attributes, T> read) : ConfigKind(resource, route, testTaskType)
    where T : class, IRicloudConfig
{
    /// <summary>Reads one.</summary>
    public Func<Attributes, T> Read => read;

    /// <summary>How a list of them is read.</summary>
    public PagedModel<T> Paged { get; } = new(read, static item => item.Id, static item => item.DateCreated);
}
