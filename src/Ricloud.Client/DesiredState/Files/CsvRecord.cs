using System.Collections.Generic;
using System.Linq;

namespace Ricloud;

/// <summary>One record of a table, and the line it begins in.</summary>
internal sealed class CsvRecord(int line, IReadOnlyList<string> fields)
{
    internal int Line { get; } = line;

    internal IReadOnlyList<string> Fields { get; } = fields;

    /// <summary>Nothing is in it: an empty line, or the separators alone that a spreadsheet leaves of an empty row.</summary>
    internal bool IsBlank => Fields.All(text => text.Trim().Length == 0);
}
