using Ricloud.Emulator.Http;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>
/// Reads a list's cursors. One whose row was deleted or no longer matches still marks its place (assumed),
/// so it is only asked whether the id was ever given out.
/// </summary>
internal static class Cursors
{
    public static long? Id<T>(Database database, ListSource<T> source, string text) =>
        Ids.TryParse(text, out var id) && database.Read(session => Lists.WasGivenOut(session, source, id)) ? id : null;

    /// <summary>Events are ordered by number; their ids are UUIDs.</summary>
    public static long? Event(Database database, string text) =>
        EventId.Normalise(text) is { } id ? database.Read(session => Events.Find(session, id))?.Number : null;
}
