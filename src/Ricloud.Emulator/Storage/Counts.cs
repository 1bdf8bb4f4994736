namespace Ricloud.Emulator.Storage;

/// <summary>
/// Keeps the table <c>counts</c> right, so that a list's total needs no scan. The changes of a transaction
/// are added up here and written once, before it is committed.
/// </summary>
internal sealed class Counts(Session session)
{
    private readonly Dictionary<(string Table, string Type, string Action, string State), long> _changes = [];

    public void Added(string table, string type, string action, string state) => Change((table, type, action, state), 1);

    public void Removed(string table, string type, string action, string state) => Change((table, type, action, state), -1);

    public void Moved(string table, string type, string action, string from, string to)
    {
        if (from != to)
        {
            Removed(table, type, action, from);
            Added(table, type, action, to);
        }
    }

    public void Write()
    {
        foreach (((string table, string type, string action, string state), long change) in _changes)
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

    private void Change((string Table, string Type, string Action, string State) kind, long by) =>
        _changes[kind] = _changes.GetValueOrDefault(kind) + by;
}
