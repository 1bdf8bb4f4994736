using System.IO;
using System.Text;
using Newtonsoft.Json;
using Ricloud.Values;

namespace Ricloud.Json;

/// <summary>
/// The one way from bytes to values: strict UTF-8, at most 64 deep, no dates guessed, no types named, numbers exact,
/// nothing behind the end.
/// </summary>
internal static class JsonBody
{
    public const int MaximumDepth = 64;

    /// <summary>Most objects of the API have no more attributes, so that room for them is made once.</summary>
    private const int UsualCount = 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body as one object.</summary>
    /// <param name="bytes">Where the body is.</param>
    /// <param name="count">How long it is, in bytes.</param>
    /// <param name="origin">The API that it came from; null for one that came by another way.</param>
    /// <exception cref="BodyFormatException">It isn't JSON, or no object.</exception>
    public static Attributes Read(byte[] bytes, int count, RicloudOrigin? origin = null) => Attributes.Of(Parse(bytes, count), origin);

    /// <summary>Reads a body as plain values, whatever it is; credentials are hidden.</summary>
    /// <exception cref="BodyFormatException">It isn't JSON.</exception>
    public static object? Plain(byte[] bytes, int count) => SecretNames.Conceal(Parse(bytes, count));

    /// <summary>Decodes a body.</summary>
    /// <exception cref="BodyFormatException">It isn't UTF-8.</exception>
    public static string Text(byte[] bytes, int count)
    {
        var start = Start(bytes, count);
        try
        {
            return StrictUtf8.GetString(bytes, start, count - start);
        }
        catch (DecoderFallbackException exception)
        {
            throw NotUtf8(exception);
        }
    }

    private static object? Parse(byte[] bytes, int count)
    {
        string? quoted;
        try
        {
            // As it is decoded: a list's text would be a large object, and a copy that stays until the next full collection.
            var start = Start(bytes, count);
            using StreamReader text = new(new MemoryStream(bytes, start, count - start), StrictUtf8, detectEncodingFromByteOrderMarks: false);
            var value = ParseOnce(text, out var mayBeRounded);
            quoted = mayBeRounded ? OversizedNumbers.Quote(Text(bytes, count)) : null;
            if (quoted is null)
            {
                return value;
            }
        }
        catch (DecoderFallbackException exception)
        {
            throw NotUtf8(exception);
        }
        catch (JsonReaderException exception)
        {
            // The reader gives up on a number that no type of ours can hold; an unknown attribute must not cost the answer.
            quoted = OversizedNumbers.Quote(Text(bytes, count)) ?? throw Malformed(exception);
        }

        try
        {
            return ParseOnce(new StringReader(quoted), out _);
        }
        catch (JsonReaderException exception)
        {
            throw Malformed(exception);
        }
    }

    private static object? ParseOnce(TextReader text, out bool mayBeRounded)
    {
        using JsonTextReader reader = new(text)
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaximumDepth,
            PropertyNameTable = new Names(),
        };
        mayBeRounded = false;
        if (!TryAdvance(reader))
        {
            throw new BodyFormatException("it is empty");
        }

        var value = ReadValue(reader, ref mayBeRounded);
        return TryAdvance(reader) ? throw new BodyFormatException("it goes on behind its end") : value;
    }

    /// <summary>Reads what the reader stands on. Depth is bounded by the reader.</summary>
    private static object? ReadValue(JsonTextReader reader, ref bool mayBeRounded)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                Dictionary<string, object?> members = new(UsualCount, StringComparer.Ordinal);
                while (Advance(reader) != JsonToken.EndObject)
                {
                    var name = (string)reader.Value!;
                    _ = Advance(reader);
                    members[name] = ReadValue(reader, ref mayBeRounded);
                }

                return members;
            case JsonToken.StartArray:
                List<object?> elements = [];
                while (Advance(reader) != JsonToken.EndArray)
                {
                    elements.Add(ReadValue(reader, ref mayBeRounded));
                }

                return elements;
            default:
                mayBeRounded |= reader.Value is decimal number && OversizedNumbers.MayBeRounded(number);
                return reader.Value;
        }
    }

    private static JsonToken Advance(JsonTextReader reader) =>
        TryAdvance(reader) ? reader.TokenType : throw new BodyFormatException("it was cut short");

    private static bool TryAdvance(JsonTextReader reader)
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }
        }
        catch (OverflowException exception)
        {
            // The reader lets it out for some numbers that a decimal can't hold, and reports others as it should.
            throw new JsonReaderException("The number is too large.", exception);
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

    /// <summary>Behind a byte order mark, if there is one.</summary>
    private static int Start(byte[] bytes, int count) => count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;

    private static BodyFormatException NotUtf8(DecoderFallbackException exception) => new("it isn't UTF-8", exception);

    private static BodyFormatException Malformed(JsonReaderException exception) =>
        exception.Message.IndexOf("MaxDepth", StringComparison.Ordinal) >= 0
            ? new BodyFormatException($"it is nested deeper than {MaximumDepth}", exception)
            : new BodyFormatException("it isn't JSON, or was cut short", exception);

    /// <summary>The names of one body: each is made once, however many objects have it.</summary>
    private sealed class Names : DefaultJsonNameTable
    {
        public override string Get(char[] key, int start, int length) => base.Get(key, start, length) ?? Add(new string(key, start, length));
    }
}
