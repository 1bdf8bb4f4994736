using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;

namespace Ricloud.Operations;

/// <summary>Brings things back to how they were before a change.</summary>
internal static class ChangeUndo
{
    /// <summary>How the thing is now.</summary>
    public static async Task<ApiResource> CurrentAsync(RicloudClient client, LoggedChange change, Call call) => change.Resource switch
    {
        ResourceType.WebhookConfig => await client.WebhookConfigs.GetAsync(change.Id, call).ConfigureAwait(false),
        ResourceType.Key => await client.Keys.GetAsync(change.Id, call).ConfigureAwait(false),
        _ => await client.Organisation.GetAsync(call).ConfigureAwait(false),
    };

    /// <summary>Sends what <see cref="LoggedChange.ToSend"/> says.</summary>
    public static async Task<ApiResource> SendAsync(RicloudClient client, LoggedChange change, IReadOnlyDictionary<string, object?> values, Call call) => change.Resource switch
    {
        ResourceType.WebhookConfig => await client.WebhookConfigs.UpdateAsync(change.Id, ChangeValues.ToConfigUpdate(values), call).ConfigureAwait(false),
        ResourceType.Key => await client.Keys.UpdateAsync(change.Id, ChangeValues.ToKeyUpdate(values), call).ConfigureAwait(false),
        _ => await client.Organisation.UpdateAsync(ChangeValues.ToOrganisationUpdate(values), call).ConfigureAwait(false),
    };
}
