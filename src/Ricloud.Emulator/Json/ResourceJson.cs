using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

/// <summary>Writes a resource as its table says.</summary>
internal static class ResourceJson
{
    /// <summary>The resource as it is answered.</summary>
    public static void Write(Utf8JsonWriter writer, Row row) => Write(writer, row, inEvent: false);

    /// <summary>The resource as an event carries it.</summary>
    public static string ForEvent(Row row) => JsonText.ToText(writer => Write(writer, row, inEvent: true));

    private static void Write(Utf8JsonWriter writer, Row row, bool inEvent)
    {
        writer.WriteStartObject();
        var column = 0;
        var hasParts = row.Parts.Count > 0;
        foreach (var field in row.Resource.Fields)
        {
            var value = field.IsStored ? row[column++] : null;
            if (field.Shown == Shown.Never || (inEvent && field.Shown == Shown.OutsideEvents))
            {
                continue;
            }

            writer.WritePropertyName(field.Encoded);
            if (hasParts && row.Parts.TryGetValue(field.Name, out var part))
            {
                writer.WriteRawValue(part, skipInputValidation: true);
            }
            else
            {
                Write(writer, row, field, field.Shown == Shown.AsNull ? null : value);
            }

            if (field.Name == "id")
            {
                WriteName(writer, row);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Row row, Field field, object? value)
    {
        switch (field.Kind)
        {
            case FieldKind.Organisation:
                writer.WriteNumberValue(Resources.OrganisationId);
                break;
            case FieldKind.List:
                ListJson.WriteEmpty(writer, $"{row.Resource.Path}/{row.Id}/{field.Name}");
                break;
            case FieldKind.Json when value is string json:
                writer.WriteRawValue(json, skipInputValidation: true);
                break;
            case FieldKind.Date when value is long date:
                writer.WriteStringValue(Clock.ToText(date));
                break;
            case FieldKind.Flag:
                writer.WriteBooleanValue(value is 1L);
                break;
            default:
                WritePlain(writer, value);
                break;
        }
    }

    private static void WriteName(Utf8JsonWriter writer, Row row)
    {
        if (row.Parts.TryGetValue("resource", out var name))
        {
            writer.WriteJson("resource", name);
        }
        else
        {
            writer.WriteString("resource", row.Resource.Name);
        }
    }

    private static void WritePlain(Utf8JsonWriter writer, object? value)
    {
        if (value is long number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue((string?)value);
        }
    }
}
