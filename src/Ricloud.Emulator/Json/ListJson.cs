using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

/// <summary>A list object, alone or inside another resource.</summary>
internal static class ListJson
{
    public static void Write<T>(Utf8JsonWriter writer, ListPage<T> page, string url, Action<Utf8JsonWriter, T> writeItem)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", "list");
        writer.WriteStartArray("data");
        foreach (var row in page.Rows)
        {
            writeItem(writer, row);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("has_more", page.HasMore);
        writer.WriteNumber("total_count", page.Total);
        writer.WriteString("url", url);
        writer.WriteEndObject();
    }

    public static void WriteAll<T>(Utf8JsonWriter writer, IReadOnlyList<T> items, string url, Action<Utf8JsonWriter, T> writeItem) =>
        Write(writer, new ListPage<T>(items, HasMore: false, items.Count), url, writeItem);

    public static void WriteEmpty(Utf8JsonWriter writer, string url) => WriteAll<object>(writer, [], url, (_, _) => { });
}
