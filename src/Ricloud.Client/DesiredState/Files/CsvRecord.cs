using System.Collections.Generic;

namespace Ricloud;

/// <summary>One record of a table, and the line it begins in.</summary>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields)
{
    internal bool IsBlank => Fields.Count == 1 && Fields[0].Trim().Length == 0;
}
