using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>Reads, adds, changes and deletes the rows of resources. Names come from their tables, and values go as parameters.</summary>
internal static class Rows
{
    public static Row? Find(Session session, Resource resource, object id) => FindBy(session, resource, "id", id);

    public static Row? FindBy(Session session, Resource resource, string column, object value) =>
        session.First($"SELECT {resource.Columns} FROM {resource.Table} WHERE {column} = ?1", row => Read(resource, row), value);

    /// <param name="session">The session.</param>
    /// <param name="resource">Whose rows.</param>
    /// <param name="condition">What stands behind WHERE.</param>
    /// <param name="arguments">The condition's parameters.</param>
    public static List<Row> Where(Session session, Resource resource, string condition, params ReadOnlySpan<object?> arguments) =>
        session.All($"SELECT {resource.Columns} FROM {resource.Table} WHERE {condition}", row => Read(resource, row), arguments);

    /// <summary>Adds a row that was made now.</summary>
    public static Row Add(Session session, Resource resource, Dictionary<string, object?> values)
    {
        values["date_created"] = session.Now();
        var parameters = string.Join(", ", Enumerable.Range(1, values.Count).Select(i => $"?{i}"));
        var added = session.First(
            $"INSERT INTO {resource.Table} ({string.Join(", ", values.Keys)}) VALUES ({parameters}) RETURNING {resource.Columns}",
            row => Read(resource, row),
            [.. values.Values])!;
        session.Counts.Add(added, 1);
        return added;
    }

    /// <returns>The row as it is now.</returns>
    public static Row Change(Session session, Row row, Dictionary<string, object?> changes)
    {
        var resource = row.Resource;
        var settings = string.Join(", ", changes.Keys.Select((column, i) => $"{column} = ?{i + 2}"));
        session.Execute($"UPDATE {resource.Table} SET {settings} WHERE {resource.Key} = ?1", [row[resource.Key], .. changes.Values]);
        var changed = row.With(changes);
        session.Counts.Add(row, -1);
        session.Counts.Add(changed, 1);
        return changed;
    }

    /// <summary>Deletes a row, and sets every reference to it to null.</summary>
    public static void Delete(Session session, Row row)
    {
        session.Execute($"DELETE FROM {row.Resource.Table} WHERE id = ?1", row.Id);
        session.Counts.Add(row, -1);
        foreach (var other in Resources.All)
        {
            foreach (var reference in other.Fields.Where(field => field.Kind == FieldKind.Reference && field.Of == row.Resource))
            {
                session.Execute($"UPDATE {other.Table} SET {reference.Name} = NULL WHERE {reference.Name} = ?1", row.Id);
            }
        }
    }

    public static Row Read(Resource resource, Statement row)
    {
        var values = new object?[resource.Stored.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = resource.Stored[i];
            values[i] = field.IsText ? row.TextOrNull(i) : field.Kind == FieldKind.Target ? row.NumberOrText(i) : row.NumberOrNull(i);
        }

        return new Row(resource, values);
    }
}
