namespace Ricloud.Emulator.Contract;

/// <summary>The tables of all resources. A field that refers to another resource stands below it.</summary>
internal static class Resources
{
    /// <summary>The id of the one organisation.</summary>
    public const long OrganisationId = 1;

    private static readonly Field Id = new("id", FieldKind.Number);
    private static readonly Field OfOrganisation = new("organisation", FieldKind.Organisation) { IsFilter = true };
    private static readonly Field DateCreated = new("date_created", FieldKind.Date) { IsFilter = true };

    // The rest are verdicts of a test.
    private static readonly Field ConfigState = new("state")
    {
        Words = [State.New, State.Valid, State.Invalid, State.Deactivated],
        Settable = [State.New, State.Deactivated],
        InUpdate = true,
        IsFilter = true,
    };

    // Counts a config's changes, so that a test knows whether its verdict is still about it.
    private static readonly Field Revision = new("revision", FieldKind.Number) { Shown = Shown.Never };
    private static readonly Field VerdictTask = new("verdict_task", FieldKind.Number) { Shown = Shown.Never };

    public static readonly Resource WebhookConfig = new(
        "webhook_config", "/configs/webhook", "webhook_configs",
        Id,
        OfOrganisation,
        new("url") { InCreate = true, IsRequired = true, InUpdate = true, Problem = ReceiverAddress.Problem },
        new("secret") { Shown = Shown.OutsideEvents },
        ConfigState,
        DateCreated,
        Revision,
        VerdictTask)
    {
        HidesDeactivated = true,
    };

    // In the shape of webhook configs (assumed).
    public static readonly Resource StorageConfig = new(
        "storage_config", "/configs/storage", "storage_configs",
        Id,
        OfOrganisation,
        new("type") { InCreate = true, InUpdate = true, Problem = OneLine },
        new("url") { InCreate = true, IsRequired = true, InUpdate = true, Problem = StorageAddress.Problem },
        new("credentials", FieldKind.Json) { InCreate = true, InUpdate = true, Shown = Shown.AsNull },
        ConfigState,
        DateCreated,
        Revision,
        VerdictTask)
    {
        HidesDeactivated = true,
    };

    // The states that can't be set are the vendor's to give.
    public static readonly Resource Key = new(
        "key", "/keys", "keys",
        Id,
        OfOrganisation,
        new("type") { IsFilter = true },
        new("storage_config", FieldKind.Reference) { Of = StorageConfig, InCreate = true, InUpdate = true },
        new("webhook_config", FieldKind.Reference) { Of = WebhookConfig, InCreate = true, InUpdate = true },
        new("token"),
        new("state")
        {
            Words = [State.Active, State.Deactivated, State.Blocked, State.Expired],
            Settable = [State.Active, State.Deactivated],
            InUpdate = true,
            IsFilter = true,
        },
        DateCreated,
        new("date_expires", FieldKind.Null));

    public static readonly Resource Organisation = new(
        "organisation", "/organisation", "organisation",
        Id,
        new("name") { InUpdate = true, Problem = OneLine },
        new("slug", FieldKind.Computed),
        new("permissions", FieldKind.Computed),
        new("storage_configs", FieldKind.Computed) { Of = StorageConfig },
        new("webhook_configs", FieldKind.Computed) { Of = WebhookConfig },
        new("storage_config_default", FieldKind.Reference) { Of = StorageConfig, InUpdate = true },
        new("webhook_config_default", FieldKind.Reference) { Of = WebhookConfig, InUpdate = true },
        new("state", FieldKind.Computed),
        new("date_created", FieldKind.Date));

    public static readonly Resource Task = new(
        "task", "/tasks", "tasks",
        Id,
        OfOrganisation,
        new("key", FieldKind.Number) { IsFilter = true },
        new("user", FieldKind.Null) { IsFilter = true },
        new("source", FieldKind.Null) { IsFilter = true },
        new("session", FieldKind.Null) { IsFilter = true },
        new("poll", FieldKind.Null) { IsFilter = true },
        new("source_type", FieldKind.Null) { IsFilter = true },
        new("type") { IsFilter = true },
        new("target", FieldKind.Target) { IsFilter = true },
        new("state") { Words = [State.Pending, State.Processing, State.Suspended, State.Succeeded, State.Failed], IsFilter = true },
        new("results", FieldKind.List),
        new("error"),
        DateCreated,
        new("date_started", FieldKind.Date),
        new("date_completed", FieldKind.Date),
        Revision);

    // Its id says nothing about order, and so there is a number beside it.
    public static readonly Resource Event = new(
        "event", "/events", "events",
        new("number", FieldKind.Number) { Shown = Shown.Never },
        new("id"),
        new("type") { IsFilter = true },
        new("action") { IsFilter = true },
        new("data", FieldKind.Json),
        new("state") { Words = [State.Pending, State.Delivered, State.Failed], IsFilter = true },
        new("retries", FieldKind.Number),
        DateCreated,
        new("date_delivered", FieldKind.Date),
        new("webhook_config", FieldKind.Number) { Shown = Shown.Never })
    {
        Key = "number",
    };

    public static readonly IReadOnlyList<Resource> All = [WebhookConfig, StorageConfig, Key, Organisation, Task, Event];

    /// <summary>Says what is wrong with a name, which is text on one line; null when nothing is.</summary>
    public static string? OneLine(string text) => text.Any(char.IsControl) ? "It must not have control characters." : null;
}
