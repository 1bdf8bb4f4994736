using Ricloud.Json;
using Ricloud.Values;
using Names = Ricloud.Json.KeyAttributes;

namespace Ricloud.Models;

/// <summary>Reads a <see cref="Ricloud.Key"/>.</summary>
internal static partial class ModelJson
{
    public static Key ReadKey(JsonCursor json)
    {
        object? id = null;
        string? resource = null;
        object? organisation = null;
        string? type = null;
        object? storageConfig = null;
        object? webhookConfig = null;
        RicloudSecret? token = null;
        string? state = null;
        DateTime? dateCreated = null;
        DateTime? dateExpires = null;
        Dictionary<string, object?>? unknown = null;
        json.BeginObject();
        while (json.NextAttribute() is { } name)
        {
            switch (name)
            {
                case Names.Id: id = json.Id(); break;
                case Names.Resource: resource = json.Text(ref unknown); break;
                case Names.Organisation: organisation = json.Reference(ref unknown); break;
                case Names.Type: type = json.Text(ref unknown); break;
                case Names.StorageConfig: storageConfig = json.Reference(ref unknown); break;
                case Names.WebhookConfig: webhookConfig = json.Reference(ref unknown); break;
                case Names.Token: token = json.Secret(ref unknown); break;
                case Names.State: state = json.Text(ref unknown); break;
                case Names.DateCreated: dateCreated = json.Date(ref unknown); break;
                case Names.DateExpires: dateExpires = json.Date(ref unknown); break;
                default: json.KeepUnknown(name, ref unknown); break;
            }
        }

        return new Key
        {
            Id = id ?? throw json.Missing(Names.Id),
            Resource = resource ?? ResourceType.Key,
            Organisation = organisation,
            Type = type,
            StorageConfig = storageConfig,
            WebhookConfig = webhookConfig,
            Token = token,
            State = state,
            DateCreated = dateCreated,
            DateExpires = dateExpires,
            AdditionalProperties = unknown ?? PlainValues.None,
            Origin = json.Origin,
        };
    }
}
