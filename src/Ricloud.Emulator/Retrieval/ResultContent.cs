using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Retrieval;

/// <summary>Makes up what a task retrieves: the same for the same task.</summary>
internal static class ResultContent
{
    /// <summary>The type of every file here.</summary>
    public const string FileType = "txt";

    private const string DataType = "json";

    /// <returns>The type and the text; null when there is nothing by this name.</returns>
    public static (string Type, string Text)? Of(Row task)
    {
        var name = task["target"] as string ?? "";
        if (!task.Text("type").EndsWith(".file", StringComparison.Ordinal))
        {
            return (DataType, JsonText.ToText(writer => WriteData(writer, name)));
        }

        return Assumed.Files.Contains(name) ? (FileType, $"The emulated file {name}.\n") : null;
    }

    // Each entry names a file, by which another poll can ask for it (as the vendor's samples do).
    private static void WriteData(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        for (var i = 0; i < Assumed.Files.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", i + 1);
            writer.WriteString("type", name);
            writer.WriteString("text", $"Emulated entry {i + 1} of {name}.");
            writer.WriteStartObject("file");
            writer.WriteString("id", Assumed.Files[i]);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
