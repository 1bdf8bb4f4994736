using Ricloud.Json;
using Ricloud.Values;
using Names = Ricloud.Json.RicloudListAttributes;

namespace Ricloud.Models;

/// <summary>Reads a <see cref="RicloudList{T}"/>.</summary>
internal static partial class ModelJson
{
    public static RicloudList<T> ReadList<T>(JsonCursor json, Func<JsonCursor, T> readElement) =>
        ReadList(json, readElement, isNested: false);

    /// <summary>A list inside another object, which is worth something without it.</summary>
    private static RicloudList<T>? ReadNestedList<T>(JsonCursor json, Func<JsonCursor, T> readElement, ref Dictionary<string, object?>? kept) =>
        json.IsObject ? ReadList(json, readElement, isNested: true) : json.Keep<RicloudList<T>>(ref kept);

    private static RicloudList<T> ReadList<T>(JsonCursor json, Func<JsonCursor, T> readElement, bool isNested)
    {
        List<T>? data = null;
        var hasMore = false;
        long? totalCount = null;
        string? url = null;
        Dictionary<string, object?>? unknown = null;
        json.BeginObject();
        while (json.NextAttribute() is { } name)
        {
            switch (name)
            {
                case Names.Resource: _ = json.Text(ref unknown); break;
                case Names.Data: data = ReadElements(json, readElement); break;
                case Names.HasMore: hasMore = json.Flag(); break;
                case Names.TotalCount: totalCount = json.Count(ref unknown); break;
                case Names.Url: url = json.Text(ref unknown); break;
                default: json.KeepUnknown(name, ref unknown); break;
            }
        }

        return new RicloudList<T>
        {
            Data = data ?? (isNested ? [] : throw json.Missing(Names.Data)),
            HasMore = hasMore,
            TotalCount = totalCount,
            Url = url,
            AdditionalProperties = unknown ?? PlainValues.None,
        };
    }

    private static List<T> ReadElements<T>(JsonCursor json, Func<JsonCursor, T> readElement)
    {
        List<T> elements = [];
        json.BeginArray();
        while (json.NextElement())
        {
            elements.Add(readElement(json));
        }

        return elements;
    }
}
