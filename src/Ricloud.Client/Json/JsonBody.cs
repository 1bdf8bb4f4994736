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

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static T Read<T>(byte[] bytes, int count, Func<JsonCursor, T> read, RicloudOrigin? origin = null)
    {
        var start = HasByteOrderMark(bytes, count) ? 3 : 0;
        var text = BodyPools.Text.Rent(count - start);

        // Wiped as a whole unless it is known how much of it was used.
        var length = text.Length;
        try
        {
            length = StrictUtf8.GetChars(bytes, start, count - start, text, 0);
            return Parse(text, length, read, origin);
        }
        catch (DecoderFallbackException exception)
        {
            throw new BodyFormatException("it isn't UTF-8", exception);
        }
        finally
        {
            BodyPools.Text.Return(text, length);
        }
    }

    /// <summary>Decodes a body that is wanted as text.</summary>
    public static string Text(byte[] bytes, int count)
    {
        var start = HasByteOrderMark(bytes, count) ? 3 : 0;
        try
        {
            return StrictUtf8.GetString(bytes, start, count - start);
        }
        catch (DecoderFallbackException exception)
        {
            throw new BodyFormatException("it isn't UTF-8", exception);
        }
    }

    private static T Parse<T>(char[] text, int length, Func<JsonCursor, T> read, RicloudOrigin? origin)
    {
        string? quoted;
        try
        {
            var value = ParseOnce(text, length, read, origin, out var mayBeRounded);
            quoted = mayBeRounded ? OversizedNumbers.Quote(text, length) : null;
            if (quoted is null)
            {
                return value;
            }
        }
        catch (JsonReaderException exception)
        {
            // The reader gives up on a number that no type of ours can hold; an unknown attribute must not cost the answer.
            quoted = OversizedNumbers.Quote(text, length) ?? throw Malformed(exception);
        }

        return ParseQuoted(quoted.ToCharArray(), read, origin);
    }

    private static T ParseQuoted<T>(char[] text, Func<JsonCursor, T> read, RicloudOrigin? origin)
    {
        try
        {
            return ParseOnce(text, text.Length, read, origin, out _);
        }
        catch (JsonReaderException exception)
        {
            throw Malformed(exception);
        }
    }

    private static T ParseOnce<T>(char[] text, int length, Func<JsonCursor, T> read, RicloudOrigin? origin, out bool mayBeRounded)
    {
        using CharArrayReader characters = new(text, length);
        using JsonTextReader reader = new(characters)
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaximumDepth,
            ArrayPool = JsonCharPool.Shared,
            PropertyNameTable = AttributeNames.Table,
        };
        JsonCursor cursor = new(reader, origin);
        if (!cursor.TryAdvance())
        {
            throw new BodyFormatException("it is empty");
        }

        var value = read(cursor);
        if (cursor.TryAdvance())
        {
            throw new BodyFormatException("it goes on behind its end");
        }

        mayBeRounded = cursor.MayBeRounded;
        return value;
    }

    private static BodyFormatException Malformed(JsonReaderException exception) =>
        exception.Message.IndexOf("MaxDepth", StringComparison.Ordinal) >= 0
            ? new BodyFormatException($"it is nested deeper than {MaximumDepth}", exception)
            : new BodyFormatException("it isn't JSON, or was cut short", exception);

    private static bool HasByteOrderMark(byte[] bytes, int count) =>
        count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF;
}
