namespace Ricloud.DesiredState;

/// <summary>
/// Reads a declaration that is written as a table: a line of column names, then a line for each config. Fields are
/// separated by commas, semicolons, tabs or bars, and may be in quotes (RFC 4180). An empty field counts as not written.
/// </summary>
internal static class CsvDeclaration
{
    /// <summary>Reads the text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="source">Where it comes from, as errors name it.</param>
    /// <returns>What is written there.</returns>
    /// <exception cref="DeclarationException">It is no such table.</exception>
    public static DeclarationValue Parse(string text, string source)
    {
        var dialect = CsvDialect.Of(text, source, names => names.Any(name => EntryNames.Are(name.Trim(), EntryNames.Url)));
        List<CsvRecord> records = [.. new CsvReader(text, source, dialect).Read().Where(record => !record.IsBlank)];
        if (records.Count == 0)
        {
            throw new DeclarationException(source, "The file is empty.");
        }

        var header = records[0];
        var isExport = header.Fields.Any(name => EntryNames.Are(name.Trim(), EntryNames.Resource));
        List<string> problems = [.. header.Fields
            .Where(name => !isExport && name.Trim().Length > 0 && !EntryNames.Has(EntryNames.OfStorageConfig, name.Trim()))
            .Select(name => $"line {header.Line}: '{name}' is no known column; there are {EntryNames.Sentence(EntryNames.OfStorageConfig)}, separated by {dialect.Name} (or all by semicolons, tabs or bars).")];
        var columns = header.Fields.Reverse().SkipWhile(name => name.Trim().Length == 0).Count();
        List<DeclarationValue> rows = [];
        foreach (var record in records.Skip(1))
        {
            if (record.Fields.Count < columns)
            {
                problems.Add($"line {record.Line}: it has {record.Fields.Count} fields, and the line of names has {columns}; separate fields by {dialect.Name}, and put a field that has one in quotes.");
            }
            else if (record.Fields.Where((field, i) => field.Length > 0 && NameOf(header, i).Length == 0).Count() is > 0 and var nameless)
            {
                problems.Add($"line {record.Line}: {nameless} of its {record.Fields.Count} fields have no column; separate fields by {dialect.Name}, and put a field that has one in quotes.");
            }
            else
            {
                rows.Add(Row(header, record));
            }
        }

        return problems.Count == 0 ? DeclarationValue.List(rows, header.Line) : throw new DeclarationException(source, problems);
    }

    /// <summary>A column's name; none for those that a spreadsheet leaves empty at the end.</summary>
    private static string NameOf(CsvRecord header, int index) => index < header.Fields.Count ? header.Fields[index].Trim() : string.Empty;

    private static DeclarationValue Row(CsvRecord header, CsvRecord record)
    {
        List<KeyValuePair<string, DeclarationValue>> members = [];
        for (var i = 0; i < record.Fields.Count; i++)
        {
            var field = record.Fields[i];
            object? value = field.Length == 0 ? null : field;
            if (NameOf(header, i) is { Length: > 0 } name)
            {
                members.Add(new KeyValuePair<string, DeclarationValue>(name, DeclarationValue.Of(value, record.Line)));
            }
        }

        return DeclarationValue.Map(members, record.Line);
    }
}
