namespace Ricloud.Emulator.Storage;

/// <summary>Reads pages by key, so that the millionth row costs what the first does.</summary>
internal static class Lists
{
    public static ListPage<T> Read<T>(Session session, ListSource<T> source, ListQuery query)
    {
        if (query.MatchesNothing)
        {
            return new ListPage<T>([], HasMore: false, Total: 0);
        }

        // Dates are given out in the order of keys, so a range of dates is a range of keys.
        var from = query.From is { } earliest ? FirstKeyAt(session, source, earliest) : 0;
        var to = query.To is { } latest ? FirstKeyAt(session, source, latest + 1) : long.MaxValue;
        object[] arguments =
        [
            Math.Max(from, (query.Before ?? -1) + 1), Math.Min(to, query.After ?? long.MaxValue), query.Limit + 1L,
            .. query.Filters.Select(filter => filter.Value),
        ];
        var rows = session.All(PageSql(source, query), source.Read, arguments);
        var hasMore = rows.Count > query.Limit;
        if (hasMore)
        {
            rows.RemoveAt(query.Limit);
        }

        return new ListPage<T>(rows, hasMore, Count(session, source, query, from, to));
    }

    /// <summary>Whether this key was ever given out, even if its row is gone.</summary>
    public static bool WasGivenOut<T>(Session session, ListSource<T> source, long key) =>
        key >= 1 && key <= LastKey(session, source);

    public static long CountInState<T>(Session session, ListSource<T> source, string state) =>
        session.Number("SELECT SUM(rows) FROM counts WHERE resource = ?1 AND state = ?2", source.Table, state);

    private static long LastKey<T>(Session session, ListSource<T> source) =>
        session.Number("SELECT seq FROM sqlite_sequence WHERE name = ?1", source.Table);

    public static string PageSql<T>(ListSource<T> source, ListQuery query) =>
        $"SELECT {source.Columns} FROM {source.Table}{Index(source, query)} WHERE {source.Key} >= ?1 AND {source.Key} < ?2"
        + Conditions(query, firstParameter: 4) + $" ORDER BY {source.Key} DESC LIMIT ?3";

    private static long Count<T>(Session session, ListSource<T> source, ListQuery query, long from, long to)
    {
        var isCounted = query.From is null && query.To is null
            && query.Filters.All(filter => filter.Column is "type" or "action" or "state");
        object[] filters = [.. query.Filters.Select(filter => filter.Value)];
        if (isCounted)
        {
            return session.Number(
                "SELECT SUM(rows) FROM counts WHERE resource = ?1" + Conditions(query, firstParameter: 2), [source.Table, .. filters]);
        }

        var sql = CountSql(source, query);
        object[] arguments = [from, to, .. filters];
        return session.Remembered(sql + string.Join('\n', arguments), () => session.Number(sql, arguments));
    }

    private static string CountSql<T>(ListSource<T> source, ListQuery query) =>
        $"SELECT COUNT(*) FROM {source.Table}{Index(source, query)} WHERE {source.Key} >= ?1 AND {source.Key} < ?2"
        + Conditions(query, firstParameter: 3);

    private static string Index<T>(ListSource<T> source, ListQuery query) =>
        query.HideDeactivated && query.Filters.Count == 0 ? $" INDEXED BY {source.Table}_shown" : "";

    private static string Conditions(ListQuery query, int firstParameter)
    {
        var text = new StringBuilder();
        for (var i = 0; i < query.Filters.Count; i++)
        {
            text.Append(" AND ").Append(query.Filters[i].Column).Append(" = ?").Append(firstParameter + i);
        }

        return query.HideDeactivated ? text.Append(" AND state <> 'deactivated'").ToString() : text.ToString();
    }

    /// <summary>The first key from which on every row's date is at least this one.</summary>
    private static long FirstKeyAt<T>(Session session, ListSource<T> source, long date)
    {
        var sql = $"SELECT {source.Key}, date_created FROM {source.Table} WHERE {source.Key} >= ?1 ORDER BY {source.Key} LIMIT 1";
        var low = 1L;
        var high = LastKey(session, source) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = session.First(sql, r => Tuple.Create(r.Number(0), r.Number(1)), middle);
            if (row is null || row.Item2 >= date)
            {
                high = middle;
            }
            else
            {
                low = row.Item1 + 1;
            }
        }

        return low;
    }
}
