using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;

namespace Ricloud.Emulator.Faults;

/// <summary>The body of an answer that isn't the API's.</summary>
internal sealed class FaultBody(string? contentType, byte[] bytes)
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string HtmlText = "text/html; charset=utf-8";
    private const string Message = "A fault rule of the emulator answers this request.";

    public static readonly FaultBody Empty = new(contentType: null, []);

    public string? ContentType => contentType;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>HTTP has no body in an answer with some statuses.</summary>
    public static bool IsAllowed(long status) => status is not (204 or 205 or 304);

    /// <summary>Text as it is; other JSON as it was written. Null for what is no Unicode text.</summary>
    public static FaultBody? Of(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.String)
        {
            return OfText(JsonText.MediaType, given.GetRawText());
        }

        return Body.TextOf(given) is { } text ? OfText(PlainText, text) : null;
    }

    /// <summary>The API's error body.</summary>
    public static FaultBody Error(int status)
    {
        var error = status switch
        {
            401 => ErrorCode.Unauthorized,
            404 => ErrorCode.NotFound,
            429 => ErrorCode.LimitExceeded,
            >= 500 => ErrorCode.ServerError,
            _ => ErrorCode.BadRequest,
        };
        return OfText(JsonText.MediaType, JsonText.ToText(writer => Exchange.WriteError(writer, error, Message)));
    }

    /// <summary>A page, such as a proxy or the login of a guest network puts in the place of an answer.</summary>
    public static FaultBody Html(string? text) => OfText(
        HtmlText, text ?? $"<!DOCTYPE html>\n<html><head><title>Please wait</title></head><body><p>{Message}</p></body></html>\n");

    private static FaultBody OfText(string contentType, string text) => new(contentType, Encoding.UTF8.GetBytes(text));
}
