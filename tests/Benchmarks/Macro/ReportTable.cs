using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Ricloud.Benchmarks.Macro;

/// <summary>Findings as a table, on the screen and between the markers of docs/performance.md.</summary>
internal static class ReportTable
{
    public static string Markdown(IEnumerable<Finding> findings)
    {
        StringBuilder table = new("| measured | wanted | median | lowest – highest | |\n|---|---|---|---|---|\n");
        foreach (Finding finding in findings)
        {
            string unit = finding.Unit == Finding.Times ? " ×" : " " + finding.Unit;
            Spread measured = finding.Measured;
            table.Append("| ").AppendJoin(
                " | ",
                finding.What,
                finding.Wanted is null ? string.Empty : finding.Wanted + unit,
                Log.Number(measured.Median) + unit,
                $"{Log.Number(measured.Lowest)} – {Log.Number(measured.Highest)}",
                finding.Wanted is null ? string.Empty : finding.IsMissed ? "**missed**" : "met").Append(" |\n");
        }

        return table.ToString();
    }

    /// <summary>Replaces what stands between <c>&lt;!-- macro: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
    public static void WriteInto(string path, string name, string table)
    {
        string page = File.ReadAllText(path);
        string begin = $"<!-- macro: {name} -->\n";
        int start = page.IndexOf(begin, StringComparison.Ordinal);
        int end = start < 0 ? -1 : page.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new UsageException($"'{path}' has no '{begin.Trim()}' with an '<!-- end -->' below it.");
        }

        File.WriteAllText(path, page[..(start + begin.Length)] + table + page[end..]);
    }
}
