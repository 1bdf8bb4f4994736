namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="WebhookConfig"/>.</summary>
internal static class WebhookConfigAttributes
{
    public const string Id = "id";
    public const string Resource = "resource";
    public const string Organisation = "organisation";
    public const string Url = "url";
    public const string Secret = "secret";
    public const string State = "state";
    public const string DateCreated = "date_created";
}
