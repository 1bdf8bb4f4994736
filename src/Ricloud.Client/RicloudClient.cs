using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud;

/// <summary>
/// The ricloud API over one connection pool. Safe for any number of callers at once; rate limits and the retry budget are
/// shared by all of them.
/// </summary>
public sealed class RicloudClient : IDisposable
{
    private readonly RicloudConnection _connection;
    private readonly CreatedIds<WebhookConfig> _configs;
    private readonly CreatedIds<RicloudTask> _tests;
    private readonly IRicloudObserver? _observer;
    private readonly bool _ownsConnection;

    /// <summary>Makes a client. Nothing is sent.</summary>
    /// <param name="options">Where to, with which token, and how patiently.</param>
    /// <exception cref="ArgumentException">
    /// The base address is no absolute http or https address, has user info, a query or a fragment, or is plain http beyond
    /// this machine; the token is no visible ASCII (the message doesn't hold it); or a number is out of its range.
    /// </exception>
    public RicloudClient(RicloudClientOptions options)
    {
        _connection = new RicloudConnection(options ?? throw new ArgumentNullException(nameof(options)));
        _configs = new CreatedIds<WebhookConfig>(options.Elapsed, PagedModels.WebhookConfig, WebhookConfigService.Route, string.Empty);
        _tests = new CreatedIds<RicloudTask>(options.Elapsed, PagedModels.Task, TaskService.Route, "&type=" + RicloudTaskType.WebhookConfigTest);
        _ownsConnection = true;
        Services = new RicloudServices(new RicloudChannel(_connection, null, null), _configs, _tests);
    }

    private RicloudClient(RicloudClient client, IRicloudObserver? observer, RicloudChange? change)
    {
        _connection = client._connection;
        _configs = client._configs;
        _tests = client._tests;
        _observer = observer;
        Services = new RicloudServices(new RicloudChannel(_connection, observer, change), _configs, _tests);
    }

    /// <summary>The API's resources, without what is this client's own.</summary>
    public RicloudServices Services { get; }

    /// <summary>Where the API is, ending in a slash.</summary>
    public Uri BaseAddress => _connection.Address.Base;

    /// <summary>What the models that this client reads carry; the same for all views on one connection.</summary>
    public RicloudOrigin Origin => _connection.Origin;

    /// <summary>Webhook configs.</summary>
    public WebhookConfigService WebhookConfigs => Services.WebhookConfigs;

    /// <summary>Tasks.</summary>
    public TaskService Tasks => Services.Tasks;

    /// <summary>The organisation.</summary>
    public OrganisationService Organisation => Services.Organisation;

    /// <summary>Keys.</summary>
    public KeyService Keys => Services.Keys;

    /// <summary>Events.</summary>
    public EventService Events => Services.Events;

    /// <summary>For waits of more than one kind of request.</summary>
    internal RicloudChannel Channel => Services.Channel;

    /// <summary>Makes a view on the same connection that tells an observer what it does. Disposing of a view does nothing.</summary>
    /// <param name="observer">Who is told.</param>
    /// <returns>The view.</returns>
    public RicloudClient WithObserver(IRicloudObserver observer) => new(this, observer, null);

    /// <summary>
    /// Makes a view on the same connection, with this one's observer, for one change: whoever stops waiting for it can still
    /// tell whether it was sent. Disposing of a view does nothing.
    /// </summary>
    /// <param name="change">Follows the change. Not for a second one.</param>
    /// <returns>The view.</returns>
    public RicloudClient WithChange(RicloudChange change) =>
        new(this, _observer, change ?? throw new ArgumentNullException(nameof(change)));

    /// <summary>Sends any request.</summary>
    /// <param name="request">The request; see <see cref="RicloudRequest.Path"/> for which paths are refused.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The answer, always 2xx and always JSON or empty.</returns>
    /// <exception cref="ArgumentException">The request can't be sent as it is; nothing was sent.</exception>
    /// <exception cref="RicloudException">Anything that the API or the network does.</exception>
    public Task<RicloudResponse> SendAsync(RicloudRequest request, CancellationToken cancellationToken = default) =>
        Channel.SendRawAsync(request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    /// <summary>Closes the connections; what is under way fails. Does nothing on a view.</summary>
    public void Dispose()
    {
        if (_ownsConnection)
        {
            _connection.Dispose();
        }
    }

    /// <summary>Shows the address only.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RicloudClient {BaseAddress}";
}
