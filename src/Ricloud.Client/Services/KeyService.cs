using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Json;

namespace Ricloud;

/// <summary>Keys: the one in use, get, list and update.</summary>
/// <inheritdoc cref="WebhookConfigService" path="/remarks"/>
public sealed class KeyService
{
    private const string Route = "/keys";
    private const string CurrentRoute = "/key";

    private readonly RicloudChannel _channel;

    internal KeyService(RicloudChannel channel)
    {
        _channel = channel;
    }

    /// <summary>Gets the key in use. It is also the cheapest way to check a token.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The key.</returns>
    public Task<Key> GetCurrentAsync(CancellationToken cancellationToken = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = CurrentRoute }, ModelJson.ReadKey, cancellationToken);

    /// <summary>Gets one key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The key.</returns>
    public Task<Key> GetAsync(object id, CancellationToken cancellationToken = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = RicloudPath.Of(Route, id) }, ModelJson.ReadKey, cancellationToken);

    /// <summary>Lists all keys. Nothing is sent before the first page is asked for.</summary>
    /// <param name="filter">How they are paged; <see langword="null"/> for the defaults.</param>
    /// <returns>The pages.</returns>
    public RicloudPager<Key> List(KeyFilter? filter = null) =>
        new(_channel, new PageQuery(Route, filter ?? new KeyFilter()), PagedModels.Key);

    /// <summary>Changes a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">What to change; only what is set is sent, and <see langword="null"/> clears.</param>
    /// <param name="cancellationToken">Ends the call early. The change may have been made all the same.</param>
    /// <returns>The key as changed.</returns>
    public Task<Key> UpdateAsync(object id, KeyUpdate body, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object?> changes = [];
        changes.AddIdIfSet("webhook_config", body.WebhookConfig);
        changes.AddIdIfSet("storage_config", body.StorageConfig);
        changes.AddIfSet("state", body.State);
        RicloudRequest request = RequestBodies.Update(RicloudPath.Of(Route, id), changes, nameof(body));
        return _channel.ReadAsync(request, ModelJson.ReadKey, cancellationToken);
    }
}
