using Ricloud.Changes;
using Ricloud.Http;

namespace Ricloud.Services;

/// <summary>What the API has, a service each: all that receiving and syncing need to know of a client.</summary>
internal sealed class RicloudServices(RicloudChannel channel, CreatedIds<WebhookConfig> configs, CreatedIds<RicloudTask> tests)
{

    /// <summary>Where the API is, ending in a slash.</summary>
    public Uri BaseAddress => Channel.Origin.BaseAddress;

    /// <summary>Webhook configs.</summary>
    public WebhookConfigService WebhookConfigs { get; } = new WebhookConfigService(channel, configs, tests);

    /// <summary>Tasks.</summary>
    public TaskService Tasks { get; } = new TaskService(channel);

    /// <summary>The organisation.</summary>
    public OrganisationService Organisation { get; } = new OrganisationService(channel);

    /// <summary>Keys.</summary>
    public KeyService Keys { get; } = new KeyService(channel);

    /// <summary>Events.</summary>
    public EventService Events { get; } = new EventService(channel);

    /// <summary>For waits of more than one kind of request.</summary>
    public RicloudChannel Channel { get; } = channel;
}
