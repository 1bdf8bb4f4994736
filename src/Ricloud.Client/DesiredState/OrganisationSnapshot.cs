using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud;

/// <summary>What an organisation has at one moment: its webhook configs, and who uses which.</summary>
internal sealed class OrganisationSnapshot
{
    internal OrganisationSnapshot(IReadOnlyList<WebhookConfig> configs, object? defaultId, IReadOnlyList<Key> keys)
    {
        Configs = configs;
        DefaultId = defaultId;
        Keys = keys;
    }

    /// <summary>All of them, newest first, the deactivated ones last.</summary>
    internal IReadOnlyList<WebhookConfig> Configs { get; }

    /// <summary>The organisation's default.</summary>
    internal object? DefaultId { get; }

    /// <summary>The keys; none unless they were asked for.</summary>
    internal IReadOnlyList<Key> Keys { get; }

    internal static async Task<OrganisationSnapshot> ReadAsync(RicloudClient client, bool withKeys, CancellationToken cancellationToken)
    {
        List<WebhookConfig> configs = await AllAsync(client.WebhookConfigs.List(new WebhookConfigFilter()), cancellationToken).ConfigureAwait(false);
        List<WebhookConfig> deactivated = await AllAsync(
            client.WebhookConfigs.List(new WebhookConfigFilter { State = WebhookConfigState.Deactivated }), cancellationToken).ConfigureAwait(false);

        // One that was deactivated between the two lists is in both.
        HashSet<string> off = new(deactivated.Select(config => ApiId.Text(config.Id)!), StringComparer.Ordinal);
        configs.RemoveAll(config => off.Contains(ApiId.Text(config.Id)!));
        Organisation organisation = await client.Organisation.GetAsync(cancellationToken).ConfigureAwait(false);
        List<Key> keys = withKeys ? await AllAsync(client.Keys.List(), cancellationToken).ConfigureAwait(false) : [];
        return new OrganisationSnapshot(configs.Concat(deactivated).ToList(), organisation.WebhookConfigDefault, keys);
    }

    internal WebhookConfig? Find(object? id) => id is null ? null : Configs.FirstOrDefault(config => ApiId.AreSame(config.Id, id));

    /// <summary>Who would lose events if a config were switched off, for people. A key that can't be used uses nothing.</summary>
    internal static List<string> Users(object configId, object? defaultId, IEnumerable<(Key Key, object? Config)> keys)
    {
        List<string> users = ApiId.AreSame(defaultId, configId) ? ["the organisation, as its default"] : [];
        users.AddRange(keys
            .Where(use => ApiId.AreSame(use.Config, configId) && use.Key.State is not (KeyState.Deactivated or KeyState.Expired))
            .Select(use => "key " + use.Key.Id));
        return users;
    }

    internal List<string> Users(object configId) => Users(configId, DefaultId, Keys.Select(key => (key, key.WebhookConfig)));

    private static async Task<List<T>> AllAsync<T>(RicloudPager<T> pages, CancellationToken cancellationToken)
        where T : class
    {
        List<T> all = [];
        while (await pages.NextPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            all.AddRange(page.Data);
        }

        return all;
    }
}
