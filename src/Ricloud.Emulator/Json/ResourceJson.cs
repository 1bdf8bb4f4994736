using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

/// <summary>Writes a resource as its table says.</summary>
internal static class ResourceJson
{
    public static void Write(Utf8JsonWriter writer, Row row) => Write(writer, row, inEvent: false, computed: null);

    /// <param name="writer">Where it is written.</param>
    /// <param name="row">The resource.</param>
    /// <param name="computed">Writes what is found out anew, name and value.</param>
    public static void Write(Utf8JsonWriter writer, Row row, Action<Field> computed) => Write(writer, row, inEvent: false, computed);

    /// <summary>The resource as an event carries it.</summary>
    public static string ForEvent(Row row) => JsonText.ToText(writer => Write(writer, row, inEvent: true, computed: null));

    private static void Write(Utf8JsonWriter writer, Row row, bool inEvent, Action<Field>? computed)
    {
        writer.WriteStartObject();
        var column = 0;
        foreach (var field in row.Resource.Fields)
        {
            var value = field.IsStored ? row[column++] : null;
            if (field.Shown == Shown.Never || (inEvent && field.Shown == Shown.OutsideEvents))
            {
                continue;
            }

            if (field.Kind == FieldKind.Computed)
            {
                computed!(field);
            }
            else
            {
                Write(writer, row, field, field.Shown == Shown.AsNull ? null : value);
            }

            if (field.Name == "id")
            {
                writer.WriteString("resource", row.Resource.Name);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Row row, Field field, object? value)
    {
        writer.WritePropertyName(field.Encoded);
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
            default:
                WritePlain(writer, value);
                break;
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
