using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>What is asked beyond single rows and lists.</summary>
internal static class Queries
{
    // Events that didn't come from here are rare, and nobody's request may cost a look at every config.
    private const int MaximumConfigsSearched = 1000;

    /// <summary>The organisation's own permissions, which no key or user exceeds.</summary>
    public static Row Permissions(Session session) => Rows.Find(session, Resources.Permission, Resources.OrganisationId)!;

    /// <summary>
    /// Where a key's results are stored: its own storage config, else the organisation's default, else the oldest valid
    /// one (the last is assumed); null when there is none.
    /// </summary>
    public static Row? StorageConfigOfKey(Session session, long keyId) => Rows.Where(
        session,
        Resources.StorageConfig,
        """
        id = COALESCE(
            (SELECT storage_config FROM keys WHERE id = ?1), (SELECT storage_config_default FROM organisation),
            (SELECT MIN(id) FROM storage_configs WHERE state = 'valid'))
        """,
        keyId).FirstOrDefault();

    /// <summary>The key's own webhook config, else the organisation's default; null when neither has one.</summary>
    public static Row? WebhookConfigOfKey(Session session, long keyId) => Rows.Where(
        session,
        Resources.WebhookConfig,
        "id = COALESCE((SELECT webhook_config FROM keys WHERE id = ?1), (SELECT webhook_config_default FROM organisation))",
        keyId).FirstOrDefault();

    /// <summary>The tests of a type of config that an earlier process left behind.</summary>
    public static List<Row> UnfinishedTests(Session session, Resource config) => Rows.Where(
        session, Resources.Task, "state IN ('pending', 'processing') AND type = ?1 ORDER BY id", config.TestType);

    public static bool HasAnyInState(Session session, Resource resource, string state) =>
        session.Number("SELECT SUM(rows) FROM counts WHERE resource = ?1 AND state = ?2", resource.Table, state) > 0;

    /// <summary>The secret that an event was signed with; null when there is no such event, or its config is gone.</summary>
    public static Signer? SignerOfEvent(Session session, string eventId) => session.First(
        "SELECT id, secret FROM webhook_configs WHERE id = (SELECT webhook_config FROM events WHERE id = ?1)", row => new Signer(row.Number(0), row.Text(1)), eventId);

    /// <summary>The newest configs that have a text in their URL.</summary>
    public static List<Signer> SignersByUrl(Session session, string part) => session.All(
        $"""
        SELECT id, secret FROM (SELECT id, url, secret FROM webhook_configs ORDER BY id DESC LIMIT {MaximumConfigsSearched})
        WHERE instr(url, ?1) > 0
        """,
        row => new Signer(row.Number(0), row.Text(1)),
        part);
}

/// <summary>A webhook config as what signs.</summary>
/// <param name="Config">Its id.</param>
/// <param name="Secret">What it signs with.</param>
internal sealed record Signer(long Config, string Secret);
