using System.Buffers;
using System.Text.Encodings.Web;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

/// <summary>How everything here is written as JSON.</summary>
internal static class JsonText
{
    public const string MediaType = "application/json";

    /// <summary>Text of any script stays readable; nothing here is ever put into a page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same for nodes.</summary>
    public static readonly JsonSerializerOptions NodeOptions = new() { Encoder = Options.Encoder };

    public static string ToText(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteDate(this Utf8JsonWriter writer, string name, long? microseconds)
    {
        if (microseconds is { } date)
        {
            writer.WriteString(name, Clock.ToText(date));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes JSON that was checked when it came in.</summary>
    public static void WriteJson(this Utf8JsonWriter writer, string name, string json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }
}
