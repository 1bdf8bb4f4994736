using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Ricloud.Tests.Harness;

namespace Ricloud.Tests.Faults;

/// <summary>The part of docs/fault-matrix.md that a run writes: the matrix, and what its rows and columns are.</summary>
internal static class MatrixPage
{
    private const string Marker = "<!-- written by a run -->";
    private const string Separator = " · ";

    private static string File { get; } = Path.Combine(RepositoryFolders.Root, "docs", "fault-matrix.md");

    /// <summary>Writes a whole run down.</summary>
    public static void Write(IReadOnlyDictionary<MatrixCell, MatrixResult> results)
    {
        string head = System.IO.File.ReadAllText(File).Split(Marker)[0];
        System.IO.File.WriteAllText(File, head + Marker + "\n" + Matrix(results) + "\n" + Legend());
    }

    /// <summary>Where the page and what was run differ.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<MatrixCell, MatrixResult> results)
    {
        string[] parts = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n").Split(Marker + "\n");
        if (parts.Length != 2 || !parts[1].EndsWith(Legend(), StringComparison.Ordinal))
        {
            return ["The page has other rows or columns. RICLOUD_UPDATE_MATRIX=1 writes it anew."];
        }

        Dictionary<string, string[]> rows = parts[1].Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Take(MatrixRows.All.Count + 1).Skip(1)
            .Select(static line => line.Trim('|', ' ').Split(" | ")).ToDictionary(static cells => cells[0], static cells => cells[1..]);
        return [.. results.Where(pair => OnPage(rows, pair.Key) != pair.Value.ToString())
            .Select(pair => $"{pair.Key.Name}: {OnPage(rows, pair.Key)} on the page, {pair.Value} here").Order()];
    }

    private static string OnPage(Dictionary<string, string[]> rows, MatrixCell cell)
    {
        int column = MatrixFaults.All.ToList().IndexOf(cell.Fault);
        return rows[cell.Row.Name][column].Split(Separator)[cell.IsEvery ? 1 : 0];
    }

    private static string Matrix(IReadOnlyDictionary<MatrixCell, MatrixResult> results)
    {
        StringBuilder page = new();
        page.Append("| | ").AppendJoin(" | ", MatrixFaults.All.Select(static fault => fault.Name)).Append(" |\n");
        page.Append('|').Append(string.Concat(Enumerable.Repeat("---|", MatrixFaults.All.Count + 1))).Append('\n');
        foreach (MatrixRow row in MatrixRows.All)
        {
            page.Append("| ").Append(row.Name).Append(" | ")
                .AppendJoin(" | ", MatrixFaults.All.Select(fault => results[new(row, fault, false)] + Separator + results[new(row, fault, true)]))
                .Append(" |\n");
        }

        return page.ToString();
    }

    private static string Legend()
    {
        StringBuilder page = new("## The columns\n| column | rule |\n|---|---|\n");
        foreach (MatrixFault fault in MatrixFaults.All)
        {
            page.Append("| ").Append(fault.Name).Append(" | `{").Append(fault.Rule.Trim()).Append("}`");
            page.Append(fault.EveryRule is { } every ? $", for every try `{{{every.Trim()}}}`" : string.Empty).Append(" |\n");
        }

        page.Append("\n## The rows\n| row | the request that fails | command |\n|---|---|---|\n");
        foreach (MatrixRow row in MatrixRows.All)
        {
            page.Append("| ").Append(row.Name).Append(" | `").Append(row.Request).Append("` | `").Append(row.Script).Append("` |\n");
        }

        return page.ToString();
    }
}
