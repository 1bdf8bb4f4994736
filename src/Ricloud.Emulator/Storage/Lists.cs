using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>Reads pages by key, so that the millionth row costs what the first does.</summary>
internal static class Lists
{
    public static ListPage<Row> Read(Session session, Resource resource, ListQuery query)
    {
        if (query.MatchesNothing)
        {
            return new ListPage<Row>([], HasMore: false, Total: 0);
        }

        // Dates are given out in the order of keys, so a range of dates is a range of keys.
        var from = query.From is { } earliest ? FirstKeyAt(session, resource, earliest) : 0;
        var to = query.To is { } latest ? FirstKeyAt(session, resource, latest + 1) : long.MaxValue;
        object[] arguments =
        [
            Math.Max(from, (query.Before ?? -1) + 1), Math.Min(to, query.After ?? long.MaxValue), query.Limit + 1L,
            .. query.Filters.Select(filter => filter.Value),
        ];
        var rows = session.All(PageSql(resource, query), row => Rows.Read(resource, row), arguments);
        var hasMore = rows.Count > query.Limit;
        if (hasMore)
        {
            rows.RemoveAt(query.Limit);
        }

        return new ListPage<Row>(rows, hasMore, Count(session, resource, query, from, to));
    }

    /// <summary>Whether this key was ever given out, even if its row is gone.</summary>
    public static bool WasGivenOut(Session session, Resource resource, long key) =>
        key >= 1 && key <= LastKey(session, resource);

    /// <summary>The condition that leaves out a state, word for word as the index of what is shown has it.</summary>
    public static string Shows(string hidden) => $"state <> '{hidden}'";

    private static long LastKey(Session session, Resource resource) =>
        session.Number("SELECT seq FROM sqlite_sequence WHERE name = ?1", resource.Table);

    public static string PageSql(Resource resource, ListQuery query) =>
        $"SELECT {resource.Columns} FROM {resource.Table}{Index(resource, query)} WHERE {resource.Key} >= ?1 AND {resource.Key} < ?2"
        + Conditions(query, firstParameter: 4) + $" ORDER BY {resource.Key} DESC LIMIT ?3";

    private static long Count(Session session, Resource resource, ListQuery query, long from, long to)
    {
        var isCounted = query.From is null && query.To is null
            && query.Filters.All(filter => filter.Column is "type" or "action" or "state");
        object[] filters = [.. query.Filters.Select(filter => filter.Value)];
        if (isCounted)
        {
            return session.Number(
                "SELECT SUM(rows) FROM counts WHERE resource = ?1" + Conditions(query, firstParameter: 2), [resource.Table, .. filters]);
        }

        var sql = CountSql(resource, query);
        object[] arguments = [from, to, .. filters];
        return session.Remembered(sql + string.Join('\n', arguments), () => session.Number(sql, arguments));
    }

    private static string CountSql(Resource resource, ListQuery query) =>
        $"SELECT COUNT(*) FROM {resource.Table}{Index(resource, query)} WHERE {resource.Key} >= ?1 AND {resource.Key} < ?2"
        + Conditions(query, firstParameter: 3);

    private static string Index(Resource resource, ListQuery query) =>
        query.Hidden.Length > 0 && query.Filters.Count == 0 ? $" INDEXED BY {resource.Table}_shown" : "";

    private static string Conditions(ListQuery query, int firstParameter)
    {
        var text = new StringBuilder();
        for (var i = 0; i < query.Filters.Count; i++)
        {
            text.Append(" AND ").Append(query.Filters[i].Column).Append(" = ?").Append(firstParameter + i);
        }

        foreach (var state in query.Hidden)
        {
            text.Append(" AND ").Append(Shows(state));
        }

        return text.ToString();
    }

    /// <summary>The first key from which on every row's date is at least this one.</summary>
    private static long FirstKeyAt(Session session, Resource resource, long date)
    {
        var sql = $"SELECT {resource.Key}, date_created FROM {resource.Table} WHERE {resource.Key} >= ?1 ORDER BY {resource.Key} LIMIT 1";
        var low = 1L;
        var high = LastKey(session, resource) + 1;
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

/// <summary>What a list is asked for.</summary>
internal sealed record ListQuery
{
    public required int Limit { get; init; }

    /// <summary>Only rows older than this key, which itself need not be there any more.</summary>
    public long? After { get; init; }

    /// <summary>Only rows newer than this key.</summary>
    public long? Before { get; init; }

    /// <summary>The earliest date, in microseconds, that counts.</summary>
    public long? From { get; init; }

    /// <summary>The latest date, in microseconds, that counts.</summary>
    public long? To { get; init; }

    /// <summary>The states of rows that are left out. The names come from the code.</summary>
    public string[] Hidden { get; init; } = [];

    /// <summary>Columns and what each must equal. The names come from the code, the values from the request.</summary>
    public IReadOnlyList<(string Column, object Value)> Filters { get; init; } = [];

    /// <summary>No row can match: the filter asks for what this emulator never has.</summary>
    public bool MatchesNothing { get; init; }
}

/// <param name="Rows">One page, newest first.</param>
/// <param name="HasMore">More rows follow within the cursors.</param>
/// <param name="Total">All rows that match the filter, whatever the cursors.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Rows, bool HasMore, long Total);
