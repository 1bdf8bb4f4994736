namespace Ricloud.Emulator.Contract;

/// <summary>The fields that several resources have.</summary>
internal static class CommonField
{
    public static readonly Field Id = new("id", FieldKind.Number);
    public static readonly Field OfOrganisation = new("organisation", FieldKind.Organisation) { IsFilter = true };
    public static readonly Field DateCreated = new("date_created", FieldKind.Date) { IsFilter = true };

    // The rest are verdicts of a test.
    public static readonly Field ConfigState = new("state")
    {
        Words = [State.New, State.Valid, State.Invalid, State.Deactivated],
        Settable = [State.New, State.Deactivated],
        InUpdate = true,
        IsFilter = true,
    };

    // Counts a config's changes, so that a test knows whether its verdict is still about it.
    public static readonly Field Revision = new("revision", FieldKind.Number) { Shown = Shown.Never, Default = 0 };
    public static readonly Field VerdictTask = new("verdict_task", FieldKind.Number) { Shown = Shown.Never, Default = 0 };

    // The states that can't be set are the vendor's to give.
    public static readonly Field OwnedState = new("state")
    {
        Words = [State.Active, State.Deactivated, State.Blocked],
        Settable = [State.Active, State.Deactivated],
        InUpdate = true,
        IsFilter = true,
    };

    public static readonly Field OwnConfig = new("config", FieldKind.Json) { InUpdate = true, Default = "{}", JsonProblem = Payloads.ConfigProblem };
}
