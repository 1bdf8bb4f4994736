using System.Collections.Frozen;

namespace Ricloud.Emulator.Contract;

/// <summary>One of the API's resources: its route, and the table of its attributes in the order in which they are answered.</summary>
/// <param name="name">Its <c>resource</c>.</param>
/// <param name="path">Where it is listed and made.</param>
/// <param name="table">Where it is stored.</param>
/// <param name="fields">Its attributes, and the columns beside them.</param>
internal sealed class Resource(string name, string path, string table, params IReadOnlyList<Field> fields)
{
    private readonly FrozenDictionary<string, int> _columns = fields.Where(field => field.IsStored)
        .Select((field, i) => KeyValuePair.Create(field.Name, i)).ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => name;

    public string Path => path;

    public string Table => table;

    public IReadOnlyList<Field> Fields => fields;

    /// <summary>Those that have a column, in the columns' order.</summary>
    public Field[] Stored { get; } = [.. fields.Where(field => field.IsStored)];

    /// <summary>What the body of a create can give.</summary>
    public IReadOnlyList<Field> CreateFields { get; init; } = [.. fields.Where(field => field.InCreate)];

    /// <summary>Whether something of an answer stands in other tables, or is found out anew.</summary>
    public bool HasParts { get; } = fields.Any(field => field.IsWhole || field.Kind is FieldKind.Computed or FieldKind.List);

    /// <summary>What people call it.</summary>
    public string Title { get; } = name.Replace('_', ' ');

    /// <summary>The type of a task that tests it.</summary>
    public string TestType { get; } = name + ".test";

    /// <summary>The column whose order is the order of its list.</summary>
    public string Key { get; init; } = "id";

    /// <summary>Its list leaves out what is in these states unless a state is asked for.</summary>
    public string[] Hidden { get; init; } = [];

    /// <summary>Columns that are asked for together, besides each filter by itself.</summary>
    public string[] AskedTogether { get; init; } = [];

    /// <summary>The names of its columns, as SQL has them.</summary>
    public string Columns { get; } = string.Join(", ", fields.Where(field => field.IsStored).Select(field => field.Name));

    public int ColumnOf(string field) => _columns[field];

    public bool CanFilterBy(string field) => fields.Any(one => one.IsFilter && one.Name == field);
}
