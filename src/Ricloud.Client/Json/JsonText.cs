using System.Collections;
using System.Globalization;
using System.IO;
using System.Numerics;
using Newtonsoft.Json;
using Ricloud.Values;

namespace Ricloud.Json;

/// <summary>Writes plain values as JSON.</summary>
internal static class JsonText
{
    public static string Write(object? value)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (JsonTextWriter writer = new(text) { Culture = CultureInfo.InvariantCulture })
        {
            Write(writer, value, 0);
        }

        return text.ToString();
    }

    private static void Write(JsonTextWriter writer, object? value, int depth)
    {
        if (depth > JsonBody.MaximumDepth)
        {
            throw new ArgumentException($"The body is nested deeper than {JsonBody.MaximumDepth}, or contains itself.");
        }

        switch (value)
        {
            case null or string or bool or sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                writer.WriteValue(value);
                break;
            case double or float:
                WriteFloat(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                writer.WriteValue(IsoDate.Format(date));
                break;
            case DateTimeOffset date:
                writer.WriteValue(IsoDate.Format(date));
                break;
            case IReadOnlyDictionary<string, object?> members:
                WriteMembers(writer, members, depth);
                break;
            case IEnumerable elements and not IDictionary:
                WriteElements(writer, elements, depth);
                break;
            default:
                throw new ArgumentException($"A body can't hold a {value.GetType()}: use text, numbers, true or false, null, lists, and dictionaries by name.");
        }
    }

    private static void WriteMembers(JsonTextWriter writer, IReadOnlyDictionary<string, object?> members, int depth)
    {
        writer.WriteStartObject();
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Key);
            Write(writer, member.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteElements(JsonTextWriter writer, IEnumerable elements, int depth)
    {
        writer.WriteStartArray();
        foreach (var element in elements)
        {
            Write(writer, element, depth + 1);
        }

        writer.WriteEndArray();
    }

    private static void WriteFloat(JsonTextWriter writer, double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentException("A body can't hold a number that is infinite or not a number: JSON has none.");
        }

        writer.WriteValue(value);
    }
}
