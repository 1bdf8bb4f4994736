using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// Keeps the table <c>counts</c> right, so that a list's total needs no scan. The changes of a transaction
/// are added up here and written once, before it is committed.
/// </summary>
internal sealed class Counts(Session session)
{
    private readonly Dictionary<(string Table, string Type, string Action, string State), long> _changes = [];

    /// <summary>Counts a row in, or out with -1. Only what a list can be asked for is told apart.</summary>
    public void Add(Row row, int by)
    {
        if (row.Resource == Resources.Organisation)
        {
            return;
        }

        var kind = (row.Resource.Table, Part(row, "type"), Part(row, "action"), Part(row, "state"));
        _changes[kind] = _changes.GetValueOrDefault(kind) + by;
    }

    public void Write()
    {
        foreach (var ((table, type, action, state), change) in _changes)
        {
            if (change != 0)
            {
                session.Execute(
                    """
                    INSERT INTO counts (resource, type, action, state, rows) VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT DO UPDATE SET rows = rows + excluded.rows
                    """,
                    table, type, action, state, change);
            }
        }

        _changes.Clear();
    }

    /// <summary>Called when the transaction is rolled back.</summary>
    public void Forget() => _changes.Clear();

    private static string Part(Row row, string column) => row.Resource.CanFilterBy(column) ? row.Text(column) : "";
}
