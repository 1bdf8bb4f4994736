using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>What happens to rows later, by itself: at most one step of each row, kept with the rows.</summary>
internal static class Steps
{
    public static void Plan(Session session, Row row, long due) => session.Execute(
        "INSERT INTO steps (resource, id, due) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET due = excluded.due", row.Resource.Name, row.Id, due);

    public static void Forget(Session session, Resource resource, long id) =>
        session.Execute("DELETE FROM steps WHERE resource = ?1 AND id = ?2", resource.Name, id);

    /// <summary>When the next step is due; null when there is none.</summary>
    public static long? NextDue(Session session) => session.NumberOrNull("SELECT MIN(due) FROM steps");

    /// <summary>The steps that are due, the longest waiting first.</summary>
    public static List<Step> Due(Session session, long now, int most) => session.All(
        "SELECT resource, id FROM steps WHERE due <= ?1 ORDER BY due LIMIT ?2",
        row => new Step(Resources.All.First(resource => resource.Name == row.Text(0)), row.Number(1)), now, most);
}

/// <param name="Resource">Whose row.</param>
/// <param name="Id">Which.</param>
internal sealed record Step(Resource Resource, long Id);
