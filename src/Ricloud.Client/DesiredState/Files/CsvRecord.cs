namespace Ricloud.DesiredState;

/// <summary>One record of a table, and the line it begins in.</summary>
internal sealed class CsvRecord(int line, IReadOnlyList<string> fields)
{
    public int Line { get; } = line;

    public IReadOnlyList<string> Fields { get; } = fields;

    /// <summary>Nothing is in it: an empty line, or the separators alone that a spreadsheet leaves of an empty row.</summary>
    public bool IsBlank => Fields.All(text => text.Trim().Length == 0);
}
