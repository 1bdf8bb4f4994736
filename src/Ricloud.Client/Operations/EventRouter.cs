using System.Collections.Concurrent;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>
/// Finds where events go: to the webhook config of the key that their data name, else to the organisation's default (API
/// contract: documented). Each key and config is read once. For any number of callers at once.
/// </summary>
internal sealed class EventRouter(RicloudClient client)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Key?>>> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<WebhookConfig?>>> _configs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Organisation?>>> _organisation = new(StringComparer.Ordinal);

    /// <summary>The id of the key that an event is of; <see langword="null"/> where its data name none.</summary>
    public static object? KeyOf(RicloudEvent occurrence) => Member(occurrence, ResourceType.Key);

    /// <summary>Whether it is a test of a webhook config.</summary>
    public static bool IsTest(RicloudEvent occurrence) => occurrence is { Type: ResourceType.WebhookConfig, Action: "test" };

    /// <summary>Whether it tells of a test: of a config, or of the task that tests one.</summary>
    public static bool IsOfTest(RicloudEvent occurrence) => IsTest(occurrence)
        || (occurrence.Type == ResourceType.Task && Member(occurrence, "type") is RicloudTaskType.WebhookConfigTest or RicloudTaskType.StorageConfigTest);

    /// <summary>Where an event goes, as things are now.</summary>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<EventRoute> OfAsync(RicloudEvent occurrence, Call call) => IsTest(occurrence) && Member(occurrence, "id") is { } tested
        ? await ToAsync(EventRoute.Test, tested, call).ConfigureAwait(false)
        : await OfAsync(KeyOf(occurrence), call).ConfigureAwait(false);

    /// <summary>Where the events of a key go.</summary>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<EventRoute> OfAsync(object? keyId, Call call)
    {
        var key = keyId is null ? null : await KeyAsync(keyId, call).ConfigureAwait(false);
        if (key?.WebhookConfig is { } own)
        {
            return await ToAsync(EventRoute.Key, own, call).ConfigureAwait(false);
        }

        var organisation = await Once(_organisation, string.Empty, () => FoundAsync(client.Organisation.GetAsync(call))).ConfigureAwait(false);
        return organisation?.WebhookConfigDefault is { } common
            ? await ToAsync(EventRoute.Default, common, call).ConfigureAwait(false)
            : new EventRoute(EventRoute.None, null, null);
    }

    /// <summary>A key; <see langword="null"/> where there is none with this id.</summary>
    public Task<Key?> KeyAsync(object keyId, Call call) => Once(_keys, ApiId.Text(keyId)!, () => FoundAsync(client.Keys.GetAsync(keyId, call)));

    private async Task<EventRoute> ToAsync(string rule, object config, Call call) => new(
        rule, await Once(_configs, ApiId.Text(config)!, () => FoundAsync(client.WebhookConfigs.GetAsync(config, call))).ConfigureAwait(false), config);

    private static object? Member(RicloudEvent occurrence, string name) =>
        occurrence.Data is IReadOnlyDictionary<string, object?> data && data.TryGetValue(name, out var value) && value is string or long or System.Numerics.BigInteger ? value : null;

    /// <summary>What failed is asked for again by whoever comes next.</summary>
    private static async Task<T?> Once<T>(ConcurrentDictionary<string, Lazy<Task<T?>>> known, string id, Func<Task<T?>> read)
        where T : class
    {
        var reading = known.GetOrAdd(id, _ => new Lazy<Task<T?>>(read));
        try
        {
            return await reading.Value.ConfigureAwait(false);
        }
        catch
        {
            _ = ((ICollection<KeyValuePair<string, Lazy<Task<T?>>>>)known).Remove(new KeyValuePair<string, Lazy<Task<T?>>>(id, reading));
            throw;
        }
    }

    private static async Task<T?> FoundAsync<T>(Task<T> reading)
        where T : class
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (RicloudException e) when (e.Kind == RicloudErrorKind.NotFound)
        {
            return null;
        }
    }
}
