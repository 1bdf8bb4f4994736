using Ricloud.Json;
using Ricloud.Values;
using Names = Ricloud.Json.RicloudTaskAttributes;

namespace Ricloud.Models;

/// <summary>Reads a <see cref="RicloudTask"/>.</summary>
internal static partial class ModelJson
{
    public static RicloudTask ReadTask(JsonCursor json)
    {
        object? id = null;
        string? resource = null;
        object? organisation = null;
        object? key = null;
        object? user = null;
        object? source = null;
        object? session = null;
        object? poll = null;
        string? sourceType = null;
        string? type = null;
        object? target = null;
        string? state = null;
        object? results = null;
        string? error = null;
        DateTime? dateCreated = null;
        DateTime? dateStarted = null;
        DateTime? dateCompleted = null;
        Dictionary<string, object?>? unknown = null;
        json.BeginObject();
        while (json.NextAttribute() is { } name)
        {
            switch (name)
            {
                case Names.Id: id = json.Id(); break;
                case Names.Resource: resource = json.Text(ref unknown); break;
                case Names.Organisation: organisation = json.Reference(ref unknown); break;
                case Names.Key: key = json.Reference(ref unknown); break;
                case Names.User: user = json.Reference(ref unknown); break;
                case Names.Source: source = json.Reference(ref unknown); break;
                case Names.Session: session = json.Reference(ref unknown); break;
                case Names.Poll: poll = json.Reference(ref unknown); break;
                case Names.SourceType: sourceType = json.Text(ref unknown); break;
                case Names.Type: type = json.Text(ref unknown); break;
                case Names.Target: target = json.TextOrNumber(ref unknown); break;
                case Names.State: state = json.Text(ref unknown); break;
                case Names.Results: results = json.Plain(); break;
                case Names.Error: error = json.Text(ref unknown); break;
                case Names.DateCreated: dateCreated = json.Date(ref unknown); break;
                case Names.DateStarted: dateStarted = json.Date(ref unknown); break;
                case Names.DateCompleted: dateCompleted = json.Date(ref unknown); break;
                default: json.KeepUnknown(name, ref unknown); break;
            }
        }

        return new RicloudTask
        {
            Id = id ?? throw json.Missing(Names.Id),
            Resource = resource ?? ResourceType.Task,
            Organisation = organisation,
            Key = key,
            User = user,
            Source = source,
            Session = session,
            Poll = poll,
            SourceType = sourceType,
            Type = type,
            Target = target,
            State = state ?? string.Empty,
            Results = results,
            Error = error,
            DateCreated = dateCreated,
            DateStarted = dateStarted,
            DateCompleted = dateCompleted,
            AdditionalProperties = unknown ?? PlainValues.None,
            Origin = json.Origin,
        };
    }
}
