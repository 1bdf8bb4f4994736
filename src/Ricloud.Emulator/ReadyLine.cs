using Ricloud.Emulator.Json;

namespace Ricloud.Emulator;

/// <summary>The only line on standard output, for whoever started the process.</summary>
internal static class ReadyLine
{
    /// <param name="url">Where the server answers.</param>
    /// <param name="token">The token of its first key.</param>
    /// <param name="data">The full path of the data file; null in memory.</param>
    /// <param name="inspector">The address of the inspector, where that is all it is; else null.</param>
    public static string Write(string url, string token, string? data, string? inspector = null) => JsonText.ToText(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("url", url);
        writer.WriteString("token", token);
        writer.WriteString("data", data);
        if (inspector is not null)
        {
            writer.WriteString("inspector", inspector);
        }

        writer.WriteEndObject();
    });
}
