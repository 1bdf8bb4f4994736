using System.Buffers;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Http;

/// <summary>Reads a request's body, whatever its Content-Type says or doesn't.</summary>
internal static class BodyReader
{
    // A caller that is still sending must be able to read its 413, so some more is taken and dropped.
    private const int MaximumDropped = 16 * 1024 * 1024;

    public static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        var seen = 0L;
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            seen += read.Buffer.Length;
            if (seen <= Assumed.MaximumBody)
            {
                foreach (var part in read.Buffer)
                {
                    body.Write(part.Span);
                }
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || seen > MaximumDropped)
            {
                break;
            }
        }

        return seen <= Assumed.MaximumBody
            ? body.WrittenSpan.ToArray()
            : throw new RefusedException(413, ErrorCode.BodyTooLarge, $"The body is over {Assumed.MaximumBody} bytes.");
    }

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="RefusedException">It is too large, no JSON, or JSON of another kind.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request) =>
        ParseObject(await ReadBytesAsync(request).ConfigureAwait(false));

    /// <summary>The body as a JSON object, or an array.</summary>
    /// <exception cref="RefusedException">It is too large, no JSON, or JSON of another kind.</exception>
    public static async Task<JsonElement> ReadObjectOrArrayAsync(HttpRequest request)
    {
        var root = Parse(await ReadBytesAsync(request).ConfigureAwait(false));
        return root.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? root
            : throw RefusedException.NotJson("The body is JSON, but no JSON object or array.");
    }

    /// <summary>For an action that needs nothing from its body, so that there may be none.</summary>
    /// <exception cref="RefusedException">There is one, and it isn't allowed.</exception>
    public static async Task ReadNothingAsync(HttpRequest request, bool allowNull)
    {
        var body = await ReadBytesAsync(request).ConfigureAwait(false);
        if (body.Length > 0 && !(allowNull && Parse(body).ValueKind == JsonValueKind.Null))
        {
            ParseObject(body);
        }
    }

    private static JsonElement ParseObject(byte[] body)
    {
        var root = Parse(body);
        return root.ValueKind == JsonValueKind.Object
            ? root
            : throw RefusedException.NotJson("The body is JSON, but no JSON object.");
    }

    private static JsonElement Parse(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            throw RefusedException.NotJson("The body is not UTF-8.");
        }

        try
        {
            // Copies what it keeps, so that no pooled memory hangs on a request.
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Where and why is the JSON library's business, and its words are none of the API's.
            throw RefusedException.NotJson("The body is not valid JSON.");
        }
    }
}
