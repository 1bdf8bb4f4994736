using Ricloud.Changes;
using Ricloud.Http;

namespace Ricloud.Services;

/// <summary>What the API has, a service each: all that receiving and syncing need to know of a client.</summary>
public sealed class RicloudServices
{
    internal RicloudServices(RicloudChannel channel, CreatedIds<WebhookConfig> configs, CreatedIds<RicloudTask> tests)
    {
        Channel = channel;
        WebhookConfigs = new WebhookConfigService(channel, configs, tests);
        Tasks = new TaskService(channel);
        Organisation = new OrganisationService(channel);
        Keys = new KeyService(channel);
        Events = new EventService(channel);
    }

    /// <summary>Where the API is, ending in a slash.</summary>
    public Uri BaseAddress => Channel.Origin.BaseAddress;

    /// <summary>Webhook configs.</summary>
    public WebhookConfigService WebhookConfigs { get; }

    /// <summary>Tasks.</summary>
    public TaskService Tasks { get; }

    /// <summary>The organisation.</summary>
    public OrganisationService Organisation { get; }

    /// <summary>Keys.</summary>
    public KeyService Keys { get; }

    /// <summary>Events.</summary>
    public EventService Events { get; }

    /// <summary>For waits of more than one kind of request.</summary>
    internal RicloudChannel Channel { get; }
}
