using Ricloud.Http;
using Ricloud.Models;

namespace Ricloud.Services;

/// <summary>The organisation that the key in use belongs to.</summary>
/// <inheritdoc cref="WebhookConfigService" path="/remarks"/>
public sealed class OrganisationService
{
    private const string Route = "/organisation";

    private readonly RicloudChannel _channel;

    internal OrganisationService(RicloudChannel channel)
    {
        _channel = channel;
    }

    /// <summary>Gets the organisation.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The organisation.</returns>
    public Task<Organisation> GetAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(new RicloudRequest { Path = Route }, cancellationToken);

    /// <summary>Changes the organisation.</summary>
    /// <param name="body">What to change; only what is set is sent, and <see langword="null"/> clears.</param>
    /// <param name="cancellationToken">Ends the call early. The change may have been made all the same.</param>
    /// <returns>The organisation as changed.</returns>
    public Task<Organisation> UpdateAsync(OrganisationUpdate body, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object?> changes = [];
        changes.AddIdIfSet("webhook_config_default", body.WebhookConfigDefault);
        changes.AddIdIfSet("storage_config_default", body.StorageConfigDefault);
        return ReadAsync(RequestBodies.Update(Route, changes, nameof(body)), cancellationToken);
    }

    private async Task<Organisation> ReadAsync(RicloudRequest request, CancellationToken cancellationToken)
    {
        var organisation = await _channel.ReadAsync(request, ModelJson.ReadOrganisation, cancellationToken).ConfigureAwait(false);
        _channel.Origin.Organisation = organisation.Id;
        return organisation;
    }
}
