using System.Globalization;
using Newtonsoft.Json;
using Ricloud.Values;

namespace Ricloud.Json;

/// <summary>Stands on one value of a body and reads it as what the model wants, or says which attribute is wrong.</summary>
internal sealed class JsonCursor(JsonTextReader reader, RicloudOrigin? origin)
{
    private string _name = string.Empty;

    /// <summary>The API that the body came from; null for one that came by another way.</summary>
    public RicloudOrigin? Origin { get; } = origin;

    /// <summary>Whether a number was met that fills a decimal, so that the reader may have rounded it without a word.</summary>
    public bool MayBeRounded { get; private set; }

    /// <summary>Whether something was met that is to be hidden.</summary>
    public bool HasSecrets { get; private set; }

    public bool IsObject => reader.TokenType == JsonToken.StartObject;

    public bool IsNull => reader.TokenType == JsonToken.Null;

    public bool TryAdvance()
    {
        if (!Move())
        {
            return false;
        }

        // The reader takes comments, single quotes and bare names; JSON doesn't.
        var isJson = reader.TokenType switch
        {
            JsonToken.PropertyName or JsonToken.String => reader.QuoteChar == '"',
            JsonToken.Comment or JsonToken.Undefined or JsonToken.StartConstructor => false,
            _ => true,
        };
        return isJson ? true : throw new BodyFormatException("it isn't JSON, or was cut short");
    }

    public void BeginObject()
    {
        if (reader.TokenType != JsonToken.StartObject)
        {
            throw Wrong("an object");
        }
    }

    /// <summary>Moves to the next attribute's value.</summary>
    /// <returns>The attribute's name, or <see langword="null"/> at the object's end.</returns>
    public string? NextAttribute()
    {
        Advance();
        if (reader.TokenType == JsonToken.EndObject)
        {
            return null;
        }

        _name = (string)reader.Value!;
        var name = _name;
        Advance();
        return name;
    }

    public void BeginArray()
    {
        if (reader.TokenType != JsonToken.StartArray)
        {
            throw Wrong("a list");
        }
    }

    public bool NextElement()
    {
        Advance();
        return reader.TokenType != JsonToken.EndArray;
    }

    /// <summary>The id that an object is known by: a number or a text, which stays what it is.</summary>
    public object? Id() => reader.TokenType switch
    {
        JsonToken.Null => null,
        JsonToken.String when reader.Value is string { Length: > 0 } text => text,
        JsonToken.Integer => reader.Value,
        _ => throw Wrong("an id (a number or a text)"),
    };

    /// <summary>
    /// An id of something else. Of what no command needs nothing is required: a value of an unexpected kind is kept with the
    /// unknown attributes, and the rest of the answer is as good as ever. So are the attributes below.
    /// </summary>
    public object? Reference(ref Dictionary<string, object?>? kept) =>
        reader.TokenType is JsonToken.Integer || reader is { TokenType: JsonToken.String, Value: string { Length: > 0 } }
            ? reader.Value
            : Keep<object>(ref kept);

    /// <summary>A text, or a number that stands for one.</summary>
    public object? TextOrNumber(ref Dictionary<string, object?>? kept) =>
        reader.TokenType is JsonToken.Integer or JsonToken.String ? reader.Value : Keep<object>(ref kept);

    public string? Text(ref Dictionary<string, object?>? kept) =>
        reader.TokenType == JsonToken.String ? (string)reader.Value! : Keep<string>(ref kept);

    public RicloudSecret? Secret(ref Dictionary<string, object?>? kept)
    {
        HasSecrets = true;
        return reader.TokenType is JsonToken.String or JsonToken.Integer
            ? Secret(Convert.ToString(reader.Value, CultureInfo.InvariantCulture)!)
            : Keep<RicloudSecret>(ref kept);
    }

    public long? Count(ref Dictionary<string, object?>? kept)
    {
        if (reader.TokenType == JsonToken.Integer && reader.Value is long number)
        {
            return number;
        }

        Keep<object>(ref kept);
        return null;
    }

    /// <summary>A moment in local time, as all dates of PowerShell are.</summary>
    public DateTime? Date(ref Dictionary<string, object?>? kept)
    {
        if (reader.TokenType == JsonToken.String && IsoDate.TryParse((string)reader.Value!, out var date))
        {
            return date.LocalDateTime;
        }

        Keep<object>(ref kept);
        return null;
    }

    /// <summary>Whether there is more: a list that was taken to be at its end would be cut short without a word.</summary>
    public bool Flag() => reader.TokenType switch
    {
        JsonToken.Null => false,
        JsonToken.Boolean => (bool)reader.Value!,
        JsonToken.Integer when reader.Value is 0L or 1L => reader.Value is 1L,
        JsonToken.String when bool.TryParse((string)reader.Value!, out var flag) => flag,
        _ => throw Wrong("true or false"),
    };

    /// <summary>Reads anything as plain values, credentials hidden at any depth. Depth is bounded by the reader.</summary>
    /// <param name="isSecret">It is, or is in, an attribute that holds a credential.</param>
    public object? Plain(bool isSecret = false)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                Dictionary<string, object?> members = [];
                while (NextAttribute() is { } name)
                {
                    members[name] = Plain(isSecret || SecretNames.IsSecret(name));
                }

                return members;
            case JsonToken.StartArray:
                List<object?> elements = [];
                while (NextElement())
                {
                    elements.Add(Plain(isSecret));
                }

                return elements;
            default:
                MayBeRounded |= reader.Value is decimal number && OversizedNumbers.MayBeRounded(number);
                return isSecret || (reader.Value is string text && SecretNames.IsPrivateKey(text)) ? Hidden(reader.Value) : reader.Value;
        }
    }

    public void KeepUnknown(string name, ref Dictionary<string, object?>? kept)
    {
        kept ??= [];
        kept[name] = Plain(SecretNames.IsSecret(name));
    }

    public BodyFormatException Wrong(string expected) =>
        new($"'{Where()}' should be {expected}, and {Found()} came");

    public BodyFormatException Missing(string name)
    {
        var where = reader.Path;
        return new($"'{(where.Length == 0 ? name : where + "." + name)}' is missing or null");
    }

    /// <summary>Keeps a value that isn't what it should be, as it was sent.</summary>
    public T? Keep<T>(ref Dictionary<string, object?>? kept)
        where T : class
    {
        if (!IsNull)
        {
            KeepUnknown(_name, ref kept);
        }

        return null;
    }

    private RicloudSecret Secret(string text) => text.Length > RicloudSecret.LongestText ? throw TooLongForASecret() : new RicloudSecret(text);

    private object? Hidden(object? value)
    {
        HasSecrets |= value is not (null or bool);
        return SecretNames.Hide(value);
    }

    private BodyFormatException TooLongForASecret() =>
        new($"'{Where()}' is longer than the {RicloudSecret.LongestText} characters that can be kept secret");

    private void Advance()
    {
        if (!TryAdvance())
        {
            throw new BodyFormatException("it was cut short");
        }
    }

    private bool Move()
    {
        try
        {
            return reader.Read();
        }
        catch (OverflowException exception)
        {
            // The reader lets it out for some numbers that a decimal can't hold, and reports others as it should.
            throw new JsonReaderException("The number is too large.", exception);
        }
    }

    private string Where() => reader.Path.Length == 0 ? "the answer" : reader.Path;

    private string Found() => reader.TokenType switch
    {
        JsonToken.StartObject => "an object",
        JsonToken.StartArray => "a list",
        JsonToken.Null => "null",
        JsonToken.Integer or JsonToken.Float => "a number",
        JsonToken.String => "another text",
        JsonToken.Boolean => "true or false",
        _ => "something else",
    };
}
