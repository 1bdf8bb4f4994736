namespace Ricloud.Emulator.Endpoints;

internal static class EventId
{
    /// <summary>The id as it is stored; null when the text is no UUID.</summary>
    public static string? Normalise(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;
}
