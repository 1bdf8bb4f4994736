namespace Ricloud.Emulator.Contract;

/// <summary>The tables of all resources. A field that refers to another resource stands below it.</summary>
internal static class Resources
{
    /// <summary>The id of the one organisation.</summary>
    public const long OrganisationId = 1;

    public static readonly Resource WebhookConfig = new(
        "webhook_config", "/configs/webhook", "webhook_configs",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("url") { InCreate = true, IsRequired = true, InUpdate = true, Problem = ReceiverAddress.Problem },
        new("secret") { Shown = Shown.OutsideEvents },
        CommonField.ConfigState,
        CommonField.DateCreated,
        CommonField.Revision,
        CommonField.VerdictTask)
    {
        Hidden = [State.Deactivated],
    };

    public static readonly Resource StorageConfig = new(
        "storage_config", "/configs/storage", "storage_configs",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("type"),
        new("url") { InCreate = true, IsRequired = true, InUpdate = true, Problem = StorageAddress.Problem },
        new("credentials", FieldKind.Json) { Mark = 'C', InCreate = true, IsRequired = true, InUpdate = true, Shown = Shown.AsNull, IsOptional = true },
        new("signed_urls_enabled", FieldKind.Flag) { InCreate = true, InUpdate = true, Default = 0 },
        new("signed_urls_expiry", FieldKind.Number) { InCreate = true, InUpdate = true, IsOptional = true, Least = 1 },
        CommonField.ConfigState,
        CommonField.DateCreated,
        CommonField.Revision,
        CommonField.VerdictTask)
    {
        Hidden = [State.Deactivated],
    };

    public static readonly Resource Key = new(
        "key", "/keys", "keys",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("type") { IsFilter = true },
        new("storage_config", FieldKind.Reference) { Of = StorageConfig, InCreate = true, InUpdate = true, IsOptional = true },
        new("webhook_config", FieldKind.Reference) { Of = WebhookConfig, InCreate = true, InUpdate = true, IsOptional = true },
        new("token") { IsUnique = true },
        CommonField.OwnConfig with { InCreate = true },
        CommonField.OwnedState with { Words = [State.Active, State.Deactivated, State.Blocked, State.Expired] },
        CommonField.DateCreated,
        new("date_expires", FieldKind.Null) { IsOptional = true });

    public static readonly Resource Organisation = new(
        "organisation", "/organisation", "organisation",
        CommonField.Id,
        new("name") { InUpdate = true, Problem = OneLine },
        new("slug", FieldKind.Computed),
        new("type", FieldKind.Computed),
        new("api_version", FieldKind.Computed),
        new("permissions", FieldKind.Computed),
        new("storage_configs", FieldKind.Computed) { Of = StorageConfig },
        new("webhook_configs", FieldKind.Computed) { Of = WebhookConfig },
        new("storage_config_default", FieldKind.Reference) { Of = StorageConfig, InUpdate = true, IsOptional = true },
        new("webhook_config_default", FieldKind.Reference) { Of = WebhookConfig, InUpdate = true, IsOptional = true },
        CommonField.OwnConfig,
        new("state", FieldKind.Computed),
        new("date_created", FieldKind.Date));

    public static readonly Resource User = new(
        "user", "/users", "users",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("key", FieldKind.Reference) { Of = Key, InCreate = true },
        new("identifier") { InCreate = true, IsRequired = true, IsFilter = true, IsUnique = true, Problem = OneLine },
        CommonField.OwnedState,
        CommonField.DateCreated);

    public static readonly Resource Source = new(
        "source", "/sources", "sources",
        CommonField.Id,
        new("user", FieldKind.Reference) { Of = User, InCreate = true, IsRequired = true, IsFilter = true },
        new("type")
        {
            Words = [SourceType.ICloud, SourceType.Relay, SourceType.RelayDevice, SourceType.OldICloud, SourceType.Mock],
            Settable = [SourceType.ICloud, SourceType.Relay, SourceType.Mock],
            InCreate = true,
            IsRequired = true,
            IsFilter = true,
        },
        new("identifier") { InCreate = true, IsFilter = true, IsOptional = true, Problem = OneLine },
        new("parent", FieldKind.Number) { IsOptional = true },
        new("children", FieldKind.Computed),
        new("info", FieldKind.Json) { IsOptional = true },
        CommonField.OwnedState with { Words = [State.Unvalidated, State.Active, State.Deactivated, State.Blocked, State.Locked] },
        CommonField.DateCreated);

    public static readonly Resource Session = new(
        "session", "/sessions", "sessions",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("key", FieldKind.Number),
        new("user", FieldKind.Reference) { Of = User, IsFilter = true },
        new("source", FieldKind.Reference) { Of = Source, IsFilter = true, IsWhole = true },
        new("state") { Words = [State.Pending, State.Active, State.Failed, State.Expired], IsFilter = true },
        new("error") { IsOptional = true },
        CommonField.DateCreated,
        new("date_expired", FieldKind.Date) { IsOptional = true },
        new("outcome") { Shown = Shown.Never, IsOptional = true },
        new("last_used", FieldKind.Number) { Shown = Shown.Never, Default = 0 })
    {
        // None of it is kept, but for the source.
        CreateFields =
        [
            new("source", FieldKind.Given) { InCreate = true, IsRequired = true, JsonProblem = Payloads.SourceProblem },
            new("payload", FieldKind.Given) { InCreate = true, IsRequired = true, Shown = Shown.Never },
        ],
    };

    public static readonly Resource Subscription = new(
        "subscription", "/subscriptions", "subscriptions",
        CommonField.Id,
        new("org", FieldKind.Organisation),
        new("source", FieldKind.Reference) { Of = Source, InCreate = true, IsFilter = true },
        new("session", FieldKind.Reference) { Of = Session, InCreate = true, IsRequired = true, IsFilter = true },
        new("poll_payload", FieldKind.Json) { InCreate = true, IsRequired = true, JsonProblem = Payloads.PollProblem },
        new("interval", FieldKind.Number) { InCreate = true, IsOptional = true, Least = 1 },
        new("date_start", FieldKind.Date) { InCreate = true, IsOptional = true },
        new("date_end", FieldKind.Date) { InCreate = true, IsOptional = true },
        new("state") { Words = [State.Pending, State.Active, State.Deleted], IsFilter = true },
        CommonField.DateCreated,
        new("key", FieldKind.Number) { Shown = Shown.Never })
    {
        Hidden = [State.Deleted],
    };

    public static readonly Resource Poll = new(
        "poll", "/polls", "polls",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("key", FieldKind.Number),
        new("user", FieldKind.Reference) { Of = User },
        new("source", FieldKind.Reference) { Of = Source, InCreate = true, IsFilter = true },
        new("session", FieldKind.Reference) { Of = Session, InCreate = true, IsFilter = true },
        new("subscription", FieldKind.Reference) { Of = Subscription, InCreate = true, IsFilter = true, IsOptional = true },
        new("payload", FieldKind.Json) { InCreate = true, IsRequired = true, Shown = Shown.Never, JsonProblem = Payloads.PollProblem },
        new("tasks_pending", FieldKind.Computed),
        new("tasks_processing", FieldKind.Computed),
        new("tasks_succeeded", FieldKind.Computed),
        new("tasks_failed", FieldKind.Computed),
        new("tasks_suspended", FieldKind.Computed),
        new("results", FieldKind.Computed),
        new("errors", FieldKind.Computed),
        new("state") { Words = [State.Pending, State.Processing, State.Completed], IsFilter = true },
        CommonField.DateCreated,
        new("date_started", FieldKind.Date) { IsOptional = true },
        new("date_completed", FieldKind.Date) { IsOptional = true },
        new("requestor") { Mark = 'C', Words = ["key", "subscription"], IsFilter = true, Shown = Shown.Never });

    public static readonly Resource Task = new(
        "task", "/tasks", "tasks",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("key", FieldKind.Number) { IsFilter = true },
        new("user", FieldKind.Reference) { Of = User, IsFilter = true, IsOptional = true },
        new("source", FieldKind.Reference) { Of = Source, IsFilter = true, IsOptional = true },
        new("session", FieldKind.Reference) { Of = Session, IsFilter = true, IsOptional = true },
        new("poll", FieldKind.Reference) { Of = Poll, IsFilter = true, IsOptional = true },
        new("source_type") { IsFilter = true, IsOptional = true },
        new("type") { IsFilter = true },
        new("target", FieldKind.Target) { IsFilter = true },
        new("state") { Words = [State.Pending, State.Processing, State.Suspended, State.Succeeded, State.Failed], IsFilter = true },
        new("results", FieldKind.List),
        new("error") { IsOptional = true },
        CommonField.DateCreated,
        new("date_started", FieldKind.Date) { IsOptional = true },
        new("date_completed", FieldKind.Date) { IsOptional = true },
        CommonField.Revision);

    public static readonly Resource Result = new(
        "result", "/results", "results",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("poll", FieldKind.Reference) { Of = Poll, IsFilter = true },
        new("task", FieldKind.Reference) { Of = Task, IsFilter = true },
        new("identifier"),
        new("url"),
        new("type") { IsOptional = true },
        new("checksum"),
        new("size", FieldKind.Number),
        new("signed_url", FieldKind.Computed) { IsOptional = true },
        new("state") { Words = [State.Available, State.Consumed, State.Expired], IsFilter = true },
        CommonField.DateCreated,
        new("date_consumed", FieldKind.Date) { IsOptional = true },
        new("date_deleted", FieldKind.Date) { IsOptional = true },
        new("content") { Shown = Shown.Never },
        new("signed_until", FieldKind.Date) { Shown = Shown.Never, IsOptional = true },
        new("signature") { Shown = Shown.Never, IsOptional = true })
    {
        Hidden = [State.Consumed, State.Expired],
    };

    public static readonly Resource Permission = new(
        "permission", "/permissions", "permissions",
        CommonField.Id,
        CommonField.OfOrganisation,
        new("scopes", FieldKind.Json) { InCreate = true, IsRequired = true, InUpdate = true, JsonProblem = Payloads.ScopesProblem },
        CommonField.DateCreated with { Shown = Shown.Never, IsFilter = false });

    // Its id says nothing about order, and so there is a number beside it.
    public static readonly Resource Event = new(
        "event", "/events", "events",
        new("number", FieldKind.Number) { Shown = Shown.Never },
        new("id") { IsUnique = true },
        new("type") { IsFilter = true },
        new("action") { IsFilter = true },
        new("data", FieldKind.Json),
        new("state") { Words = [State.Pending, State.Delivered, State.Failed], IsFilter = true },
        new("retries", FieldKind.Number),
        CommonField.DateCreated,
        new("date_delivered", FieldKind.Date) { IsOptional = true },
        new("webhook_config", FieldKind.Number) { Shown = Shown.Never, IsOptional = true })
    {
        Key = "number",
        AskedTogether = ["type", "action"],
    };

    public static readonly IReadOnlyList<Resource> All =
    [
        WebhookConfig, StorageConfig, Key, Organisation, Permission, User, Source, Session, Subscription, Poll, Task, Result, Event,
    ];

    /// <summary>Says what is wrong with a name, which is text on one line; null when nothing is.</summary>
    public static string? OneLine(string text) => text.Any(char.IsControl) ? "It must not have control characters." : null;
}
