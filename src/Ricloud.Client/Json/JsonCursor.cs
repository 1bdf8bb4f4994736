using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;

namespace Ricloud.Json;

/// <summary>Stands on one value of a body and reads it as what the model wants, or says which attribute is wrong.</summary>
internal sealed class JsonCursor
{
    private readonly JsonTextReader _reader;
    private string _name = string.Empty;

    internal JsonCursor(JsonTextReader reader, RicloudOrigin? origin)
    {
        _reader = reader;
        Origin = origin;
    }

    /// <summary>The API that the body came from; null for one that came by another way.</summary>
    internal RicloudOrigin? Origin { get; }

    /// <summary>Whether a number was met that fills a decimal, so that the reader may have rounded it without a word.</summary>
    internal bool MayBeRounded { get; private set; }

    /// <summary>Whether something was met that is to be hidden.</summary>
    internal bool HasSecrets { get; private set; }

    internal bool IsObject => _reader.TokenType == JsonToken.StartObject;

    internal bool IsNull => _reader.TokenType == JsonToken.Null;

    internal bool TryAdvance()
    {
        if (!Move())
        {
            return false;
        }

        // The reader takes comments, single quotes and bare names; JSON doesn't.
        bool isJson = _reader.TokenType switch
        {
            JsonToken.PropertyName or JsonToken.String => _reader.QuoteChar == '"',
            JsonToken.Comment or JsonToken.Undefined or JsonToken.StartConstructor => false,
            _ => true,
        };
        return isJson ? true : throw new BodyFormatException("it isn't JSON, or was cut short");
    }

    internal void BeginObject()
    {
        if (_reader.TokenType != JsonToken.StartObject)
        {
            throw Wrong("an object");
        }
    }

    /// <summary>Moves to the next attribute's value.</summary>
    /// <returns>The attribute's name, or <see langword="null"/> at the object's end.</returns>
    internal string? NextAttribute()
    {
        Advance();
        if (_reader.TokenType == JsonToken.EndObject)
        {
            return null;
        }

        _name = (string)_reader.Value!;
        string name = _name;
        Advance();
        return name;
    }

    internal void BeginArray()
    {
        if (_reader.TokenType != JsonToken.StartArray)
        {
            throw Wrong("a list");
        }
    }

    internal bool NextElement()
    {
        Advance();
        return _reader.TokenType != JsonToken.EndArray;
    }

    /// <summary>The id that an object is known by: a number or a text, which stays what it is.</summary>
    internal object? Id() => _reader.TokenType switch
    {
        JsonToken.Null => null,
        JsonToken.String when _reader.Value is string { Length: > 0 } text => text,
        JsonToken.Integer => _reader.Value,
        _ => throw Wrong("an id (a number or a text)"),
    };

    /// <summary>
    /// An id of something else. Of what no command needs nothing is required: a value of an unexpected kind is kept with the
    /// unknown attributes, and the rest of the answer is as good as ever. So are the attributes below.
    /// </summary>
    internal object? Reference(ref Dictionary<string, object?>? kept) =>
        _reader.TokenType is JsonToken.Integer || _reader is { TokenType: JsonToken.String, Value: string { Length: > 0 } }
            ? _reader.Value
            : Keep<object>(ref kept);

    /// <summary>A text, or a number that stands for one.</summary>
    internal object? TextOrNumber(ref Dictionary<string, object?>? kept) =>
        _reader.TokenType is JsonToken.Integer or JsonToken.String ? _reader.Value : Keep<object>(ref kept);

    internal string? Text(ref Dictionary<string, object?>? kept) =>
        _reader.TokenType == JsonToken.String ? (string)_reader.Value! : Keep<string>(ref kept);

    internal RicloudSecret? Secret(ref Dictionary<string, object?>? kept)
    {
        HasSecrets = true;
        return _reader.TokenType is JsonToken.String or JsonToken.Integer
            ? Secret(Convert.ToString(_reader.Value, CultureInfo.InvariantCulture)!)
            : Keep<RicloudSecret>(ref kept);
    }

    internal long? Count(ref Dictionary<string, object?>? kept)
    {
        if (_reader.TokenType == JsonToken.Integer && _reader.Value is long number)
        {
            return number;
        }

        Keep<object>(ref kept);
        return null;
    }

    /// <summary>A moment in local time, as all dates of PowerShell are.</summary>
    internal DateTime? Date(ref Dictionary<string, object?>? kept)
    {
        if (_reader.TokenType == JsonToken.String && IsoDate.TryParse((string)_reader.Value!, out DateTimeOffset date))
        {
            return date.LocalDateTime;
        }

        Keep<object>(ref kept);
        return null;
    }

    /// <summary>Whether there is more: a list that was taken to be at its end would be cut short without a word.</summary>
    internal bool Flag() => _reader.TokenType switch
    {
        JsonToken.Null => false,
        JsonToken.Boolean => (bool)_reader.Value!,
        JsonToken.Integer when _reader.Value is 0L or 1L => _reader.Value is 1L,
        JsonToken.String when bool.TryParse((string)_reader.Value!, out bool flag) => flag,
        _ => throw Wrong("true or false"),
    };

    /// <summary>Reads anything as plain values, credentials hidden at any depth. Depth is bounded by the reader.</summary>
    /// <param name="isSecret">It is, or is in, an attribute that holds a credential.</param>
    internal object? Plain(bool isSecret = false)
    {
        switch (_reader.TokenType)
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
                MayBeRounded |= _reader.Value is decimal number && OversizedNumbers.MayBeRounded(number);
                return isSecret || (_reader.Value is string text && SecretNames.IsPrivateKey(text)) ? Hidden(_reader.Value) : _reader.Value;
        }
    }

    internal void KeepUnknown(string name, ref Dictionary<string, object?>? kept)
    {
        kept ??= [];
        kept[name] = Plain(SecretNames.IsSecret(name));
    }

    internal BodyFormatException Wrong(string expected) =>
        new($"'{Where()}' should be {expected}, and {Found()} came");

    internal BodyFormatException Missing(string name)
    {
        string where = _reader.Path;
        return new($"'{(where.Length == 0 ? name : where + "." + name)}' is missing or null");
    }

    /// <summary>Keeps a value that isn't what it should be, as it was sent.</summary>
    internal T? Keep<T>(ref Dictionary<string, object?>? kept)
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
            return _reader.Read();
        }
        catch (OverflowException exception)
        {
            // The reader lets it out for some numbers that a decimal can't hold, and reports others as it should.
            throw new JsonReaderException("The number is too large.", exception);
        }
    }

    private string Where() => _reader.Path.Length == 0 ? "the answer" : _reader.Path;

    private string Found() => _reader.TokenType switch
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
