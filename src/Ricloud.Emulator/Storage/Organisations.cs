namespace Ricloud.Emulator.Storage;

/// <summary>The one organisation of an emulator.</summary>
internal static class Organisations
{
    /// <summary>The id of the one organisation.</summary>
    public const long Id = 1;

    private const string Columns = "id, name, webhook_config_default, storage_config_default, date_created";

    public static OrganisationRow Get(Session session) =>
        session.First($"SELECT {Columns} FROM organisation WHERE id = 1", Read)!;

    /// <summary>Makes it when the store is new.</summary>
    public static void Ensure(Session session, string name) =>
        session.Execute("INSERT INTO organisation (id, name, date_created) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING", name, session.Now());

    public static void Change(Session session, OrganisationRow organisation) =>
        session.Execute(
            "UPDATE organisation SET name = ?1, webhook_config_default = ?2, storage_config_default = ?3 WHERE id = 1",
            organisation.Name, organisation.WebhookConfigDefault, organisation.StorageConfigDefault);

    private static OrganisationRow Read(Statement row) => new(
        row.Number(0), row.Text(1), row.NumberOrNull(2), row.NumberOrNull(3), row.Number(4));
}
