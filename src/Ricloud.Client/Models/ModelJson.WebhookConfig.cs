using Ricloud.Json;
using Ricloud.Values;
using Names = Ricloud.Json.WebhookConfigAttributes;

namespace Ricloud.Models;

/// <summary>Reads a <see cref="WebhookConfig"/>.</summary>
internal static partial class ModelJson
{
    public static WebhookConfig ReadWebhookConfig(JsonCursor json)
    {
        object? id = null;
        string? resource = null;
        object? organisation = null;
        string? url = null;
        RicloudSecret? secret = null;
        string? state = null;
        DateTime? dateCreated = null;
        Dictionary<string, object?>? unknown = null;
        json.BeginObject();
        while (json.NextAttribute() is { } name)
        {
            switch (name)
            {
                case Names.Id: id = json.Id(); break;
                case Names.Resource: resource = json.Text(ref unknown); break;
                case Names.Organisation: organisation = json.Reference(ref unknown); break;
                case Names.Url: url = json.Text(ref unknown); break;
                case Names.Secret: secret = json.Secret(ref unknown); break;
                case Names.State: state = json.Text(ref unknown); break;
                case Names.DateCreated: dateCreated = json.Date(ref unknown); break;
                default: json.KeepUnknown(name, ref unknown); break;
            }
        }

        return new WebhookConfig
        {
            Id = id ?? throw json.Missing(Names.Id),
            Resource = resource ?? ResourceType.WebhookConfig,
            Organisation = organisation,
            Url = url ?? string.Empty,
            Secret = secret,
            State = state ?? string.Empty,
            DateCreated = dateCreated,
            AdditionalProperties = unknown ?? PlainValues.None,
            Origin = json.Origin,
        };
    }
}
