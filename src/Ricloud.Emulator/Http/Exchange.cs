using System.Buffers;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Http;

/// <summary>One request and its answer.</summary>
internal sealed class Exchange(HttpContext http, string[] pathValues, Row? key)
{
    /// <summary>Where the id of the key that asks is kept, for who looks on.</summary>
    public static readonly object KeyItem = new();

    public HttpContext Http { get; } = http;

    public HttpRequest Request => Http.Request;

    /// <summary>The key that the request's token belongs to; on an open route there is none.</summary>
    public Row Key => key ?? throw new InvalidOperationException("This route asks for no token.");

    public CancellationToken Aborted => Http.RequestAborted;

    public IReadOnlyList<string> PathValues => pathValues;

    public string PathValue(int index) => pathValues[index];

    /// <summary>The id in the path.</summary>
    /// <exception cref="RefusedException">It can't be an id: 404.</exception>
    public object PathId(Resource resource) => Ids.Parse(resource, pathValues[0]) ?? throw RefusedException.NotFound(resource.Title);

    public Task AnswerAsync(Action<Utf8JsonWriter> write) => AnswerAsync(StatusCodes.Status200OK, write);

    public Task AnswerAsync(int status, Action<Utf8JsonWriter> write) => WriteAsync(Http.Response, status, write);

    public static Task WriteAsync(HttpResponse response, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            write(writer);
        }

        response.StatusCode = status;
        response.ContentType = JsonText.MediaType;
        response.ContentLength = buffer.WrittenCount;
        return response.BodyWriter.WriteAsync(buffer.WrittenMemory, CancellationToken.None).AsTask();
    }

    /// <summary>Writes <c>{"error","message","params"}</c>.</summary>
    public static Task WriteErrorAsync(
        HttpResponse response, int status, string error, string message, IReadOnlyDictionary<string, string>? parameters = null) =>
        WriteAsync(response, status, writer => WriteError(writer, error, message, parameters));

    /// <inheritdoc cref="WriteErrorAsync"/>
    public static void WriteError(
        Utf8JsonWriter writer, string error, string message, IReadOnlyDictionary<string, string>? parameters = null)
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteString("message", message);
        writer.WriteStartObject("params");
        foreach (var (field, problem) in parameters ?? new Dictionary<string, string>())
        {
            writer.WriteString(field, problem);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
