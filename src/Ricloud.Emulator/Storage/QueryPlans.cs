namespace Ricloud.Emulator.Storage;

/// <summary>Shows how SQLite reads each list that can be asked for, to see that none scans or sorts.</summary>
internal static class QueryPlans
{
    private static readonly ListQuery All = new() { Limit = 10 };
    private static readonly ListQuery Shown = All with { HideDeactivated = true };

    public static string Describe()
    {
        using var database = Database.Open(path: null, TimeProvider.System);
        return database.Read(session =>
        {
            var text = new StringBuilder();
            Describe(text, session, WebhookConfigs.List, Shown, By("state"));
            Describe(text, session, StorageConfigs.List, Shown, By("state"));
            Describe(text, session, Keys.List, All);
            Describe(text, session, Tasks.List, All, By("type"), By("state"), By("target"), By("key"), By("target", "state"));
            Describe(text, session, Events.List, All, By("type"), By("action"), By("state"), By("type", "action"));
            return text.ToString();
        });
    }

    private static void Describe<T>(StringBuilder text, Session session, ListSource<T> source, params ListQuery[] queries)
    {
        foreach (var query in queries)
        {
            var sql = Lists.PageSql(source, query);
            var plan = session.All("EXPLAIN QUERY PLAN " + sql, row => row.Text(3));
            text.Append(sql).Append("\n  ").AppendJoin("\n  ", plan).Append('\n');
        }
    }

    private static ListQuery By(params string[] columns) =>
        All with { Filters = [.. Array.ConvertAll(columns, column => (column, (object)""))] };
}
