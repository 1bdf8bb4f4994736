using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>What the tables of webhook and storage configs have in common.</summary>
internal static class ConfigTables
{
    /// <summary>
    /// Sets the verdict of a test, unless the config was changed or deactivated since the test began, or a
    /// test that began later has spoken already.
    /// </summary>
    public static void Judge(Session session, string table, TaskRow task, bool valid)
    {
        var before = session.First(
            $"SELECT state FROM {table} WHERE id = ?1 AND revision = ?2 AND verdict_task < ?3 AND state <> 'deactivated'",
            row => row.Text(0), task.Target, task.Revision, task.Id);
        if (before is not null)
        {
            var verdict = valid ? ConfigState.Valid : ConfigState.Invalid;
            session.Execute($"UPDATE {table} SET state = ?1, verdict_task = ?2 WHERE id = ?3", verdict, task.Id, task.Target);
            session.Counts.Moved(table, "", "", before, verdict);
        }
    }

    /// <summary>Deletes a config, and sets what refers to it to null: a key's column, and the organisation's default of the same name.</summary>
    public static void Delete(Session session, string table, string column, long id, string state)
    {
        session.Execute($"DELETE FROM {table} WHERE id = ?1", id);
        session.Counts.Removed(table, "", "", state);
        session.Execute($"UPDATE keys SET {column} = NULL WHERE {column} = ?1", id);
        session.Execute($"UPDATE organisation SET {column}_default = NULL WHERE {column}_default = ?1", id);
    }
}
