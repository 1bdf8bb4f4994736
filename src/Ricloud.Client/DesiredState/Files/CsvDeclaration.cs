using System;
using System.Collections.Generic;
using System.Linq;

namespace Ricloud;

/// <summary>
/// Reads a declaration that is written as a table: a line of column names, then a line for each webhook config. Fields are
/// separated by commas, and may be in quotes (RFC 4180). An empty field counts as not written.
/// </summary>
public static class CsvDeclaration
{
    /// <summary>The line that Windows PowerShell's Export-Csv begins with.</summary>
    private const string TypeLine = "#TYPE";

    /// <summary>Reads the text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="source">Where it comes from, as errors name it.</param>
    /// <returns>What is written there.</returns>
    /// <exception cref="DeclarationException">It is no such table.</exception>
    public static DeclarationValue Parse(string text, string source)
    {
        List<CsvRecord> records = [.. new CsvReader(text, source).Read().Where(record => !record.IsBlank)];
        if (records.Count > 0 && records[0].Fields[0].StartsWith(TypeLine, StringComparison.Ordinal))
        {
            records.RemoveAt(0);
        }

        if (records.Count == 0)
        {
            throw new DeclarationException(source, ["The file is empty."]);
        }

        CsvRecord header = records[0];
        bool isExport = header.Fields.Any(name => DeclarationEntry.IsResource(name.Trim()));
        List<string> problems = [.. header.Fields
            .Where(name => !isExport && !DeclarationEntry.IsKnown(name.Trim()))
            .Select(name => $"line {header.Line}: '{name}' is no known column; there are {DeclarationEntry.Names}, separated by commas.")];
        List<DeclarationValue> rows = [];
        foreach (CsvRecord record in records.Skip(1))
        {
            if (record.Fields.Count == header.Fields.Count)
            {
                rows.Add(Row(header, record));
            }
            else
            {
                problems.Add($"line {record.Line}: it has {record.Fields.Count} fields, and the line of names has {header.Fields.Count}; separate fields by commas, and put a field that has one in quotes.");
            }
        }

        return problems.Count == 0 ? DeclarationValue.List(rows, header.Line) : throw new DeclarationException(source, problems);
    }

    private static DeclarationValue Row(CsvRecord header, CsvRecord record)
    {
        List<KeyValuePair<string, DeclarationValue>> members = [];
        for (int i = 0; i < record.Fields.Count; i++)
        {
            string field = record.Fields[i];
            object? value = field.Length == 0 ? null : field;
            members.Add(new KeyValuePair<string, DeclarationValue>(header.Fields[i].Trim(), DeclarationValue.Of(value, record.Line)));
        }

        return DeclarationValue.Map(members, record.Line);
    }
}
