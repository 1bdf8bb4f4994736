using System.Globalization;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Http;

/// <summary>Reads ids as they are written in a path or a query.</summary>
internal static class Ids
{
    /// <summary>Reads an integer, and no other spelling of the number.</summary>
    public static bool TryParse(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text[0] != '0';

    /// <summary>A UUID as it is stored; null when the text is none.</summary>
    public static string? Uuid(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;

    /// <summary>An id as it is stored; null when it can't be one of the resource's.</summary>
    public static object? Parse(Resource resource, string text)
    {
        if (resource == Resources.Event)
        {
            return Uuid(text);
        }

        return TryParse(text, out var id) ? id : null;
    }

    /// <summary>
    /// The key that a list's cursor means; null when it can't be one. A row that was deleted or no longer matches still
    /// marks its place (assumed), so it is only asked whether the id was ever given out.
    /// </summary>
    public static long? KeyOf(Session session, Resource resource, string text) => Parse(resource, text) switch
    {
        long id => Lists.WasGivenOut(session, resource, id) ? id : null,
        string id => Rows.Find(session, resource, id)?.Number(resource.Key),
        _ => null,
    };
}
