using Ricloud.Json;
using Ricloud.Values;
using Names = Ricloud.Json.OrganisationAttributes;

namespace Ricloud.Models;

/// <summary>Reads a <see cref="Ricloud.Organisation"/>.</summary>
internal static partial class ModelJson
{
    public static Organisation ReadOrganisation(JsonCursor json)
    {
        object? id = null;
        string? resource = null;
        string? name = null;
        string? slug = null;
        object? permissions = null;
        object? storageConfigs = null;
        RicloudList<WebhookConfig>? webhookConfigs = null;
        object? storageConfigDefault = null;
        object? webhookConfigDefault = null;
        string? state = null;
        DateTime? dateCreated = null;
        Dictionary<string, object?>? unknown = null;
        json.BeginObject();
        while (json.NextAttribute() is { } attribute)
        {
            switch (attribute)
            {
                case Names.Id: id = json.Reference(ref unknown); break;
                case Names.Resource: resource = json.Text(ref unknown); break;
                case Names.Name: name = json.Text(ref unknown); break;
                case Names.Slug: slug = json.Text(ref unknown); break;
                case Names.Permissions: permissions = json.Plain(); break;
                case Names.StorageConfigs: storageConfigs = json.Plain(); break;
                case Names.WebhookConfigs: webhookConfigs = ReadNestedList(json, ReadWebhookConfig, ref unknown); break;
                case Names.StorageConfigDefault: storageConfigDefault = json.Reference(ref unknown); break;
                case Names.WebhookConfigDefault: webhookConfigDefault = json.Reference(ref unknown); break;
                case Names.State: state = json.Text(ref unknown); break;
                case Names.DateCreated: dateCreated = json.Date(ref unknown); break;
                default: json.KeepUnknown(attribute, ref unknown); break;
            }
        }

        return new Organisation
        {
            Id = id,
            Resource = resource ?? ResourceType.Organisation,
            Name = name,
            Slug = slug,
            Permissions = permissions,
            StorageConfigs = storageConfigs,
            WebhookConfigs = webhookConfigs,
            StorageConfigDefault = storageConfigDefault,
            WebhookConfigDefault = webhookConfigDefault,
            State = state,
            DateCreated = dateCreated,
            AdditionalProperties = unknown ?? PlainValues.None,
            Origin = json.Origin,
        };
    }
}
