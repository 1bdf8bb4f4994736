using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>What an organisation has at one moment: its webhook configs, and who uses which.</summary>
internal sealed class OrganisationSnapshot(IReadOnlyList<WebhookConfig> configs, object? defaultId, IReadOnlyList<Key> keys)
{
    /// <summary>All of them, newest first, the deactivated ones last.</summary>
    public IReadOnlyList<WebhookConfig> Configs { get; } = configs;

    /// <summary>The organisation's default.</summary>
    public object? DefaultId { get; } = defaultId;

    /// <summary>The keys; none unless they were asked for.</summary>
    public IReadOnlyList<Key> Keys { get; } = keys;

    public static async Task<OrganisationSnapshot> ReadAsync(RicloudClient client, bool withKeys, Call call)
    {
        var configs = await AllAsync(client.WebhookConfigs.List(new ConfigFilter()), call).ConfigureAwait(false);
        var deactivated = await AllAsync(
            client.WebhookConfigs.List(new ConfigFilter { State = ConfigState.Deactivated }), call).ConfigureAwait(false);

        // One that was deactivated between the two lists is in both.
        HashSet<string> off = new(deactivated.Select(config => ApiId.Text(config.Id)!), StringComparer.Ordinal);
        configs.RemoveAll(config => off.Contains(ApiId.Text(config.Id)!));
        var organisation = await client.Organisation.GetAsync(call).ConfigureAwait(false);
        var keys = withKeys ? await AllAsync(client.Keys.List(), call).ConfigureAwait(false) : [];
        return new OrganisationSnapshot(configs.Concat(deactivated).ToList(), organisation.WebhookConfigDefault, keys);
    }

    public WebhookConfig? Find(object? id) => id is null ? null : Configs.FirstOrDefault(config => ApiId.AreSame(config.Id, id));

    /// <summary>Who would lose events if a config were switched off, for people. A key that can't be used uses nothing.</summary>
    public static List<string> Users(object configId, object? defaultId, IEnumerable<(Key Key, object? Config)> keys)
    {
        List<string> users = ApiId.AreSame(defaultId, configId) ? ["the organisation, as its default"] : [];
        users.AddRange(keys
            .Where(use => ApiId.AreSame(use.Config, configId) && use.Key.State is not (KeyState.Deactivated or KeyState.Expired))
            .Select(use => "key " + use.Key.Id));
        return users;
    }

    public List<string> Users(object configId) => Users(configId, DefaultId, Keys.Select(key => (key, key.WebhookConfig)));

    private static async Task<List<T>> AllAsync<T>(RicloudPager<T> pages, Call call)
        where T : class
    {
        List<T> all = [];
        while (await pages.NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            all.AddRange(page.Data);
        }

        return all;
    }
}
