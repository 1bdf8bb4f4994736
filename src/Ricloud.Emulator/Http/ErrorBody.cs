using Microsoft.AspNetCore.Http;

namespace Ricloud.Emulator.Http;

/// <summary>Writes <c>{"error","message","params"}</c>.</summary>
internal static class ErrorBody
{
    public static Task WriteAsync(
        HttpResponse response, int status, string error, string message, IReadOnlyDictionary<string, string>? parameters = null) =>
        Exchange.WriteAsync(response, status, writer =>
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
        });
}
