using Ricloud.Json;
using Ricloud.Values;
using Names = Ricloud.Json.RicloudEventAttributes;

namespace Ricloud.Models;

/// <summary>Reads a <see cref="RicloudEvent"/>.</summary>
internal static partial class ModelJson
{
    public static RicloudEvent ReadEvent(JsonCursor json)
    {
        object? id = null;
        string? resource = null;
        string? type = null;
        string? action = null;
        object? data = null;
        string? state = null;
        long? retries = null;
        DateTime? dateCreated = null;
        DateTime? dateDelivered = null;
        Dictionary<string, object?>? unknown = null;
        json.BeginObject();
        while (json.NextAttribute() is { } name)
        {
            switch (name)
            {
                case Names.Id: id = json.Id(); break;
                case Names.Resource: resource = json.Text(ref unknown); break;
                case Names.Type: type = json.Text(ref unknown); break;
                case Names.Action: action = json.Text(ref unknown); break;
                case Names.Data: data = json.Plain(); break;
                case Names.State: state = json.Text(ref unknown); break;
                case Names.Retries: retries = json.Count(ref unknown); break;
                case Names.DateCreated: dateCreated = json.Date(ref unknown); break;
                case Names.DateDelivered: dateDelivered = json.Date(ref unknown); break;
                default: json.KeepUnknown(name, ref unknown); break;
            }
        }

        return new RicloudEvent
        {
            Id = id ?? throw json.Missing(Names.Id),
            Resource = resource ?? ResourceType.Event,
            Type = type,
            Action = action,
            Data = data,
            State = state,
            Retries = retries,
            DateCreated = dateCreated,
            DateDelivered = dateDelivered,
            AdditionalProperties = unknown ?? PlainValues.None,
            Origin = json.Origin,
            HasSecrets = json.HasSecrets,
        };
    }
}
