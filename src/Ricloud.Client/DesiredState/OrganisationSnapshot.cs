using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>What an organisation has at one moment: its configs of some kinds, and who uses which.</summary>
internal sealed class OrganisationSnapshot(IReadOnlyDictionary<ConfigKind, IReadOnlyList<IRicloudConfig>> configs, Organisation organisation, IReadOnlyList<Key> keys)
{
    /// <summary>The keys; none unless they were asked for.</summary>
    public IReadOnlyList<Key> Keys { get; } = keys;

    public static async Task<OrganisationSnapshot> ReadAsync(RicloudClient client, IEnumerable<ConfigKind> kinds, bool withKeys, Call call)
    {
        Dictionary<ConfigKind, IReadOnlyList<IRicloudConfig>> configs = [];
        foreach (var kind in kinds)
        {
            configs[kind] = await ConfigsAsync(client.Configs(kind), call).ConfigureAwait(false);
        }

        var organisation = await client.Organisation.GetAsync(call).ConfigureAwait(false);
        return new OrganisationSnapshot(configs, organisation, withKeys ? await client.Keys.List().AllAsync(call).ConfigureAwait(false) : []);
    }

    /// <summary>All of a kind, newest first, the deactivated ones last.</summary>
    public IReadOnlyList<IRicloudConfig> Configs(ConfigKind kind) => configs[kind];

    /// <summary>The organisation's default.</summary>
    public object? DefaultId(ConfigKind kind) => kind.DefaultOf(organisation);

    public IRicloudConfig? Find(ConfigKind kind, object? id) => id is null ? null : Configs(kind).FirstOrDefault(config => ApiId.AreSame(config.Id, id));

    public Key? FindKey(string id) => Keys.FirstOrDefault(key => ApiId.AreSame(key.Id, id));

    public List<string> Users(ConfigKind kind, object configId) =>
        Users(configId, DefaultId(kind), Keys.Select(key => new KeyUse(key.Id, key.State, kind.OfKey(key))));

    /// <summary>Who would lose something if a config were switched off, for people. A key that can't be used uses nothing.</summary>
    public static List<string> Users(object configId, object? defaultId, IEnumerable<KeyUse> keys)
    {
        List<string> users = ApiId.AreSame(defaultId, configId) ? ["the organisation, as its default"] : [];
        users.AddRange(keys
            .Where(use => ApiId.AreSame(use.Config, configId) && KeyState.UsesConfigs(use.State))
            .Select(use => "key " + use.Key));
        return users;
    }

    private static async Task<IReadOnlyList<IRicloudConfig>> ConfigsAsync(IConfigService service, Call call)
    {
        var configs = await service.AllAsync(new ConfigFilter(), call).ConfigureAwait(false);
        var deactivated = await service.AllAsync(new ConfigFilter { State = ConfigState.Deactivated }, call).ConfigureAwait(false);

        // One that was deactivated between the two lists is in both.
        HashSet<string> off = new(deactivated.Select(config => ApiId.Text(config.Id)!), StringComparer.Ordinal);
        configs.RemoveAll(config => off.Contains(ApiId.Text(config.Id)!));
        return configs.Concat(deactivated).ToList();
    }
}
