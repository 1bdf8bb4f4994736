namespace Ricloud.Emulator.Contract;

/// <summary>One line of a resource's table: an attribute, or a column that only the emulator sees.</summary>
internal sealed record Field(string Name, FieldKind Kind = FieldKind.Text)
{
    /// <summary>Its name as JSON has it.</summary>
    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(Name);

    /// <summary>D for documented, C for seen in the vendor's client only, A for assumed here.</summary>
    public char Mark { get; init; } = 'D';

    public Shown Shown { get; init; }

    /// <summary>It can be null.</summary>
    public bool IsOptional { get; init; }

    /// <summary>No two rows have it alike.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Its column's value in a row that gives none.</summary>
    public object? Default { get; init; }

    /// <summary>A list can be asked for the rows with one value of it.</summary>
    public bool IsFilter { get; init; }

    /// <summary>The body of a create may give it.</summary>
    public bool InCreate { get; init; }

    /// <summary>The body of a create must give it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The body of an update may give it.</summary>
    public bool InUpdate { get; init; }

    /// <summary>The only texts that it can be; empty when it can be any.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Those of its words that an update may set.</summary>
    public string[] Settable { get; init; } = [];

    /// <summary>The least that a number given may be.</summary>
    public long Least { get; init; }

    /// <summary>Says what is wrong with a text that is given; null when nothing is.</summary>
    public Func<string, string?>? Problem { get; init; }

    /// <summary>Says what is wrong with JSON that is given; null when nothing is.</summary>
    public Func<JsonElement, string?> JsonProblem { get; init; } = AnyObject;

    /// <summary>Whose ids a reference holds.</summary>
    public Resource? Of { get; init; }

    /// <summary>What is answered is the resource that the reference means, not its id.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the resource's table has a column for it.</summary>
    public bool IsStored => Kind < FieldKind.Organisation;

    /// <summary>Whether its column holds text; the others hold numbers.</summary>
    public bool IsText => Kind is FieldKind.Text or FieldKind.Json;

    private static string? AnyObject(JsonElement given) => given.ValueKind == JsonValueKind.Object ? null : "It must be an object.";
}

/// <summary>What an attribute holds. Those from <see cref="Organisation"/> on have no column.</summary>
internal enum FieldKind
{
    /// <summary>Text, or null.</summary>
    Text,

    /// <summary>JSON as it was given.</summary>
    Json,

    /// <summary>A number, which is an id wherever it can be asked for.</summary>
    Number,

    /// <summary>A number or a text, as it was stored.</summary>
    Target,

    /// <summary>True or false, stored as 1 or 0.</summary>
    Flag,

    /// <summary>Another resource's id, or null.</summary>
    Reference,

    /// <summary>Microseconds since 1970, or null.</summary>
    Date,

    /// <summary>The id of the one organisation.</summary>
    Organisation,

    /// <summary>What this emulator never has.</summary>
    Null,

    /// <summary>Only taken from a body, as JSON, and never kept.</summary>
    Given,

    /// <summary>An empty list with a route of its own.</summary>
    List,

    /// <summary>Found out anew for each answer: it is among a row's parts.</summary>
    Computed,
}

/// <summary>Where an attribute's value is given.</summary>
internal enum Shown
{
    Always,

    /// <summary>Whoever reads an event must not learn what signs it.</summary>
    OutsideEvents,

    /// <summary>Nobody needs it back who has it, and whoever hasn't must not get it (assumed).</summary>
    AsNull,

    Never,
}
