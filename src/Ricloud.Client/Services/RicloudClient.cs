using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>
/// The ricloud API over one connection pool. Safe for any number of callers at once; rate limits and the retry budget are
/// shared by all of them.
/// </summary>
internal sealed class RicloudClient : IDisposable
{
    private readonly RicloudConnection _connection;

    /// <summary>Makes a client. Nothing is sent.</summary>
    /// <param name="options">Where to, with which token, and how patiently.</param>
    /// <exception cref="ArgumentException">
    /// The base address is no absolute http or https address, has user info, a query or a fragment, or is plain http beyond
    /// this machine; the token is no visible ASCII (the message doesn't hold it); or a number is out of its range.
    /// </exception>
    public RicloudClient(RicloudClientOptions options)
    {
        _connection = new RicloudConnection(options ?? throw new ArgumentNullException(nameof(options)));
        Channel = new RicloudChannel(_connection);
        WebhookConfigs = new ConfigService<WebhookConfig>(Channel, ConfigKind.Webhook);
        StorageConfigs = new ConfigService<StorageConfig>(Channel, ConfigKind.Storage);
        Tasks = new TaskService(Channel);
        Organisation = new OrganisationService(Channel);
        Keys = new KeyService(Channel);
        Events = new EventService(Channel);
    }

    /// <summary>Where the API is, ending in a slash.</summary>
    public Uri BaseAddress => _connection.Address.Base;

    /// <summary>What the models that this client reads carry.</summary>
    public RicloudOrigin Origin => _connection.Origin;

    /// <summary>Webhook configs.</summary>
    public ConfigService<WebhookConfig> WebhookConfigs { get; }

    /// <summary>Storage configs.</summary>
    public ConfigService<StorageConfig> StorageConfigs { get; }

    /// <summary>Tasks.</summary>
    public TaskService Tasks { get; }

    /// <summary>The organisation.</summary>
    public OrganisationService Organisation { get; }

    /// <summary>Keys.</summary>
    public KeyService Keys { get; }

    /// <summary>Events.</summary>
    public EventService Events { get; }

    /// <summary>For waits of more than one kind of request.</summary>
    public RicloudChannel Channel { get; }

    /// <summary>Configs of any kind.</summary>
    public IConfigService Configs(ConfigKind kind) => kind == ConfigKind.Storage ? StorageConfigs : WebhookConfigs;

    /// <summary>Sends any request.</summary>
    /// <param name="request">The request; see <see cref="RicloudRequest.Path"/> for which paths are refused.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The answer, always 2xx and always JSON or empty.</returns>
    /// <exception cref="ArgumentException">The request can't be sent as it is; nothing was sent.</exception>
    /// <exception cref="RicloudException">Anything that the API or the network does.</exception>
    public Task<RicloudResponse> SendAsync(RicloudRequest request, Call call = default) =>
        Channel.SendRawAsync(request ?? throw new ArgumentNullException(nameof(request)), call);

    /// <summary>Closes the connections; what is under way fails.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Shows the address only.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RicloudClient {BaseAddress}";
}
