using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace Ricloud.Json;

/// <summary>Stands on one value of a body and reads it as what the model wants, or says which attribute is wrong.</summary>
internal sealed class JsonCursor
{
    private readonly JsonTextReader _reader;

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

        string name = (string)_reader.Value!;
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

    /// <summary>An id is a number or a text, and stays what it is.</summary>
    internal object? Id() => _reader.TokenType switch
    {
        JsonToken.Null => null,
        JsonToken.String when _reader.Value is string { Length: > 0 } text => text,
        JsonToken.Integer => _reader.Value,
        _ => throw Wrong("an id (a number or a text)"),
    };

    internal string? Text() => _reader.TokenType switch
    {
        JsonToken.Null => null,
        JsonToken.String => (string)_reader.Value!,
        _ => throw Wrong("a text"),
    };

    internal RicloudSecret? Secret()
    {
        HasSecrets = true;
        return Text() switch
        {
            null => null,
            { Length: > RicloudSecret.LongestText } => throw TooLongForASecret(),
            var text => new RicloudSecret(text),
        };
    }

    internal bool Flag() => _reader.TokenType switch
    {
        JsonToken.Null => false,
        JsonToken.Boolean => (bool)_reader.Value!,
        _ => throw Wrong("true or false"),
    };

    internal long? Count() => _reader.TokenType switch
    {
        JsonToken.Null => null,
        JsonToken.Integer when _reader.Value is long number => number,
        _ => throw Wrong("a whole number"),
    };

    /// <summary>A moment in local time, as all dates of PowerShell are.</summary>
    internal DateTime? Date()
    {
        if (_reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        return _reader.TokenType == JsonToken.String && IsoDate.TryParse((string)_reader.Value!, out DateTimeOffset date)
            ? date.LocalDateTime
            : throw Wrong("an ISO 8601 date and time");
    }

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
