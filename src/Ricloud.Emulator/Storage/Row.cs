using System.Collections.ObjectModel;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>A row of a resource's table, as it was when it was read.</summary>
/// <param name="resource">Whose table.</param>
/// <param name="values">A text, a number or null for each column.</param>
internal sealed class Row(Resource resource, object?[] values)
{
    public Resource Resource => resource;

    /// <summary>JSON by name for what has no column, and for what is answered instead of a column's value.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public long Id => Number("id");

    public string State => Text("state");

    public object? this[string column] => values[resource.ColumnOf(column)];

    /// <summary>The value of the column with this place in the table.</summary>
    public object? this[int column] => values[column];

    public string Text(string column) => (string)this[column]!;

    public long Number(string column) => (long)this[column]!;

    public long? NumberOrNull(string column) => (long?)this[column];

    /// <summary>The row with some other values.</summary>
    public Row With(IReadOnlyDictionary<string, object?> changes)
    {
        object?[] changed = [.. values];
        foreach (var (column, value) in changes)
        {
            changed[resource.ColumnOf(column)] = value;
        }

        return new Row(resource, changed) { Parts = Parts };
    }

    /// <summary>The row with its parts.</summary>
    public Row With(IReadOnlyDictionary<string, string> parts) => new(resource, values) { Parts = parts };
}
