using System.Globalization;

namespace Ricloud.DesiredState;

/// <summary>How a table is written: what separates its fields, and where its column names begin.</summary>
internal sealed class CsvDialect(char separator, int start, int line)
{
    public char Separator { get; } = separator;

    public int Start { get; } = start;

    public int Line { get; } = line;

    private const string SeparatorLine = "sep=";

    /// <summary>The line that Windows PowerShell's Export-Csv begins with.</summary>
    private const string TypeLine = "#TYPE";

    // The last two are the list separators of Arabic, Persian and their neighbours.
    private static readonly char[] Separators = [',', ';', '\t', '|', '\u061B', '\u060C'];

    /// <summary>The separator as a sentence names it.</summary>
    public string Name => Separator switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        _ => "'" + Separator + "'",
    };

    /// <summary>Says it, where a line says it; otherwise takes the separator by which the line of names has a column that is asked for.</summary>
    /// <exception cref="DeclarationException">A line names a separator that can't be one.</exception>
    public static CsvDialect Of(string text, string source, Func<IReadOnlyList<string>, bool> hasColumn)
    {
        var start = 0;
        var number = 1;
        for (; start < text.Length; number++)
        {
            var end = text.IndexOf('\n', start);
            var line = text.Substring(start, (end < 0 ? text.Length : end) - start).TrimStart('\uFEFF').TrimEnd('\r');
            var bare = line.Trim('"', ' ');
            var next = end < 0 ? text.Length : end + 1;
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
        var candidates = Separators.Concat(CultureInfo.CurrentCulture.TextInfo.ListSeparator.Where((_, i) => i == 0)).Distinct();
        var found = candidates.FirstOrDefault(separator => hasColumn(Names(text, source, new CsvDialect(separator, start, number))));
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
