using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Ricloud;

/// <summary>How a table is written: what separates its fields, and where its column names begin.</summary>
internal sealed class CsvDialect(char separator, int start, int line)
{
    internal char Separator { get; } = separator;

    internal int Start { get; } = start;

    internal int Line { get; } = line;

    private const string SeparatorLine = "sep=";

    /// <summary>The line that Windows PowerShell's Export-Csv begins with.</summary>
    private const string TypeLine = "#TYPE";

    // The last two are the list separators of Arabic, Persian and their neighbours.
    private static readonly char[] Separators = [',', ';', '\t', '|', '\u061B', '\u060C'];

    /// <summary>The separator as a sentence names it.</summary>
    internal string Name => Separator switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        _ => "'" + Separator + "'",
    };

    /// <summary>Says it, where a line says it; otherwise takes the separator by which the line of names has a column that is asked for.</summary>
    /// <exception cref="DeclarationException">A line names a separator that can't be one.</exception>
    internal static CsvDialect Of(string text, string source, Func<IReadOnlyList<string>, bool> hasColumn)
    {
        int start = 0;
        int number = 1;
        for (; start < text.Length; number++)
        {
            int end = text.IndexOf('\n', start);
            string line = text.Substring(start, (end < 0 ? text.Length : end) - start).TrimStart('\uFEFF').TrimEnd('\r');
            string bare = line.Trim('"', ' ');
            int next = end < 0 ? text.Length : end + 1;
            if (bare.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase))
            {
                return bare.Length == SeparatorLine.Length + 1 && bare[SeparatorLine.Length] is var named && !char.IsLetterOrDigit(named)
                    ? new CsvDialect(named, next, number + 1)
                    : throw new DeclarationException(source, $"line {number}: '{line}' names no separator; write sep= and one character, such as sep=;");
            }

            if (line.Trim().Length > 0 && !bare.StartsWith(TypeLine, StringComparison.Ordinal))
            {
                break;
            }

            start = next;
        }

        start += start < text.Length && text[start] == '\uFEFF' ? 1 : 0;
        IEnumerable<char> candidates = Separators.Concat(CultureInfo.CurrentCulture.TextInfo.ListSeparator.Where((_, i) => i == 0)).Distinct();
        char found = candidates.FirstOrDefault(separator => hasColumn(Names(text, source, new CsvDialect(separator, start, number))));
        return new CsvDialect(found == default ? Separators[0] : found, start, number);
    }

    private static IReadOnlyList<string> Names(string text, string source, CsvDialect dialect)
    {
        try
        {
            return new CsvReader(text, source, dialect).Read().FirstOrDefault()?.Fields ?? [];
        }
        catch (DeclarationException)
        {
            return [];
        }
    }
}
