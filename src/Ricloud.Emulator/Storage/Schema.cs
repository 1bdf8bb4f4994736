using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// The tables: those of resources as <see cref="Resources"/> has them, and those beside them. Dates are microseconds since
/// 1970; ids are given out in order and never twice.
/// </summary>
internal static class Schema
{
    /// <summary>Marks a SQLite file as this emulator's ("RiEm").</summary>
    public const int ApplicationId = 0x5269456D;

    public const int Version = 2;

    private const string OldSuffix = "_of_version_1";

    private const string Steps = """
        -- What happens to a row later, by itself.
        CREATE TABLE steps (
            resource TEXT NOT NULL,
            id INTEGER NOT NULL,
            due INTEGER NOT NULL,
            PRIMARY KEY (resource, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX steps_by_due ON steps (due);
        """;

    private const string Others = """
        -- What is still to be delivered. A lane is a receiver: what waits for one holds no other up.
        CREATE TABLE deliveries (
            event INTEGER PRIMARY KEY,
            webhook_config INTEGER NOT NULL,
            task INTEGER,
            test_url TEXT,
            lane INTEGER NOT NULL,
            due INTEGER NOT NULL,
            tries INTEGER NOT NULL) STRICT;
        CREATE INDEX deliveries_by_lane ON deliveries (lane, due, event);
        CREATE TABLE lanes (lane INTEGER PRIMARY KEY, due INTEGER NOT NULL) STRICT;
        CREATE INDEX lanes_by_due ON lanes (due, lane);

        -- How many rows there are of each kind, so that a list's total needs no scan.
        CREATE TABLE counts (
            resource TEXT NOT NULL,
            type TEXT NOT NULL,
            action TEXT NOT NULL,
            state TEXT NOT NULL,
            rows INTEGER NOT NULL,
            PRIMARY KEY (resource, type, action, state)) STRICT, WITHOUT ROWID;
        """;

    public static string Create { get; } = string.Join('\n', [.. Resources.All.Select(CreateOf), Steps, Others]);

    /// <summary>What makes the tables of version 1 into these, given the columns that each of them has.</summary>
    public static string Upgrade(Func<Resource, IReadOnlyList<string>> columnsOf) =>
        string.Join('\n', [.. Resources.All.Select(resource => Upgrade(resource, columnsOf(resource))), Steps]);

    private static string Upgrade(Resource resource, IReadOnlyList<string> had)
    {
        if (had.Count == 0)
        {
            return CreateOf(resource);
        }

        var table = resource.Table;
        var old = table + OldSuffix;
        var kept = string.Join(", ", resource.Stored.Select(field => field.Name).Intersect(had));
        var given = $"SELECT seq FROM sqlite_sequence WHERE name = '{old}'";
        return $"""
            ALTER TABLE {table} RENAME TO {old};
            {string.Concat(IndexesOf(resource).Select(index => $"DROP INDEX IF EXISTS {index.Name};"))}
            {CreateOf(resource)}
            INSERT INTO {table} ({kept}) SELECT {kept} FROM {old} ORDER BY {resource.Key};
            DELETE FROM sqlite_sequence WHERE name = '{table}' AND EXISTS ({given});
            INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', seq FROM sqlite_sequence WHERE name = '{old}';
            DROP TABLE {old};
            """;
    }

    private static string CreateOf(Resource resource)
    {
        var columns = resource.Stored.Select(field => "    " + (field.Name == resource.Key ? KeyOf(field) : ColumnOf(field)));
        var indexes = IndexesOf(resource).Select(index => $"CREATE INDEX {index.Name} ON {resource.Table} {index.Of};");
        return $"CREATE TABLE {resource.Table} (\n{string.Join(",\n", columns)}) STRICT;\n{string.Join('\n', indexes)}";
    }

    private static string KeyOf(Field field) => $"{field.Name} INTEGER PRIMARY KEY AUTOINCREMENT";

    private static string ColumnOf(Field field)
    {
        var type = field.IsText ? "TEXT" : field.Kind == FieldKind.Target ? "ANY" : "INTEGER";
        var isNeeded = field.IsOptional ? "" : " NOT NULL";
        var isUnique = field.IsUnique ? " UNIQUE" : "";
        var otherwise = field.Default switch
        {
            null => "",
            string text => $" DEFAULT '{text}'",
            var number => $" DEFAULT {number}",
        };
        return $"{field.Name} {type}{isNeeded}{otherwise}{isUnique}";
    }

    // One for each column that a list can be asked by, or that refers to what can be deleted; it has no rows without a value.
    private static IEnumerable<(string Name, string Of)> IndexesOf(Resource resource)
    {
        foreach (var field in resource.Stored.Where(field => (field.IsFilter && field.Kind != FieldKind.Date) || field.Kind == FieldKind.Reference))
        {
            var rows = field.IsOptional ? $" WHERE {field.Name} IS NOT NULL" : "";
            yield return ($"{resource.Table}_by_{field.Name}", $"({field.Name}, {resource.Key}){rows}");
        }

        if (resource.AskedTogether.Length > 0)
        {
            var name = string.Join("_and_", resource.AskedTogether);
            yield return ($"{resource.Table}_by_{name}", $"({string.Join(", ", resource.AskedTogether)}, {resource.Key})");
        }

        if (resource.Hidden.Length > 0)
        {
            yield return ($"{resource.Table}_shown", $"({resource.Key}) WHERE {string.Join(" AND ", resource.Hidden.Select(Lists.Shows))}");
        }
    }
}
