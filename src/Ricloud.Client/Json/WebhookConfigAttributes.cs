namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="WebhookConfig"/>.</summary>
internal static class WebhookConfigAttributes
{
    internal const string Id = "id";
    internal const string Resource = "resource";
    internal const string Organisation = "organisation";
    internal const string Url = "url";
    internal const string Secret = "secret";
    internal const string State = "state";
    internal const string DateCreated = "date_created";
}
