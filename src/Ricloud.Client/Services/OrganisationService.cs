using Ricloud.Http;
using Ricloud.Models;

namespace Ricloud.Services;

/// <summary>The organisation that the key in use belongs to.</summary>
/// <inheritdoc cref="ConfigService{T}" path="/remarks"/>
internal sealed class OrganisationService(RicloudChannel channel)
{
    private const string Route = "/organisation";

    private readonly RicloudChannel _channel = channel;

    /// <summary>Gets the organisation.</summary>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The organisation.</returns>
    public Task<Organisation> GetAsync(Call call = default) =>
        ReadAsync(new RicloudRequest { Path = Route }, call);

    /// <summary>Changes the organisation.</summary>
    /// <param name="body">What to change; only what is set is sent, and <see langword="null"/> clears.</param>
    /// <param name="call">Who follows it, and what ends it early. The change may have been made all the same.</param>
    /// <returns>The organisation as changed.</returns>
    public Task<Organisation> UpdateAsync(OrganisationUpdate body, Call call = default)
    {
        Dictionary<string, object?> changes = [];
        changes.AddIdIfSet("webhook_config_default", body.WebhookConfigDefault);
        changes.AddIdIfSet("storage_config_default", body.StorageConfigDefault);
        return ReadAsync(RequestBodies.Update(Route, changes, nameof(body)), call);
    }

    private async Task<Organisation> ReadAsync(RicloudRequest request, Call call)
    {
        var organisation = await _channel.ReadAsync(request, Organisation.From, call).ConfigureAwait(false);
        _channel.Origin.Organisation = organisation.Id;
        return organisation;
    }
}
