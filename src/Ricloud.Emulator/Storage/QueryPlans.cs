using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>Shows how SQLite reads each list that can be asked for, to see that none scans or sorts.</summary>
internal static class QueryPlans
{
    public static string Describe()
    {
        using var database = Database.Open(path: null, TimeProvider.System);
        return database.Read(session =>
        {
            var text = new StringBuilder();
            foreach (var resource in Resources.All.Where(resource => resource.Fields.Any(field => field.IsFilter)))
            {
                string[] filters = [.. resource.Fields.Where(field => field.IsFilter && field.IsStored && field.Kind != FieldKind.Date).Select(field => field.Name)];
                Describe(text, session, resource, new ListQuery { Limit = 10, Hidden = resource.Hidden });
                foreach (var filter in filters)
                {
                    Describe(text, session, resource, By(filter));
                }

                foreach (var (one, other) in filters.SelectMany((one, i) => filters.Skip(i + 1).Select(other => (one, other))))
                {
                    Describe(text, session, resource, By(one, other));
                }
            }

            return text.ToString();
        });
    }

    private static void Describe(StringBuilder text, Session session, Resource resource, ListQuery query)
    {
        var sql = Lists.PageSql(resource, query);
        var plan = session.All("EXPLAIN QUERY PLAN " + sql, row => row.Text(3));
        text.Append(sql).Append("\n  ").AppendJoin("\n  ", plan).Append('\n');
    }

    private static ListQuery By(params string[] columns) =>
        new() { Limit = 10, Filters = [.. Array.ConvertAll(columns, column => (column, (object)""))] };
}
