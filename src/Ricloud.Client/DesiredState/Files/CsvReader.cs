using System.Text;

namespace Ricloud.DesiredState;

/// <summary>Reads a table strictly: a quote that nothing explains is an error, as whatever is made of it would be a guess.</summary>
internal sealed class CsvReader(string text, string source, CsvDialect dialect)
{
    private readonly CsvDialect _dialect = dialect;
    private int _at = dialect.Start;
    private int _line = dialect.Line;

    private bool IsAtEnd => _at >= text.Length;

    private bool IsAtSeparator => text[_at] == _dialect.Separator;

    private bool IsAtLineEnd => IsAtEnd || text[_at] is '\r' or '\n';

    /// <exception cref="DeclarationException">A quote is out of place.</exception>
    public IEnumerable<CsvRecord> Read()
    {
        while (!IsAtEnd)
        {
            var line = _line;
            List<string> fields = [ReadField()];
            while (!IsAtLineEnd)
            {
                _at++;
                fields.Add(ReadField());
            }

            EndLine();
            yield return new CsvRecord(line, fields);
        }
    }

    private string ReadField()
    {
        var start = _at;
        SkipBlanks();
        if (!IsAtEnd && text[_at] == '"')
        {
            return ReadQuoted();
        }

        while (!IsAtLineEnd && !IsAtSeparator)
        {
            if (text[_at] == '"')
            {
                throw Refused(_line, "a quote stands inside a field that doesn't begin with one");
            }

            _at++;
        }

        return text.Substring(start, _at - start).Trim();
    }

    private string ReadQuoted()
    {
        var line = _line;
        StringBuilder field = new();
        for (_at++; !IsAtEnd; _at++)
        {
            var c = text[_at];
            if (c == '"' && (_at + 1 == text.Length || text[_at + 1] != '"'))
            {
                _at++;
                SkipBlanks();
                return IsAtLineEnd || IsAtSeparator ? field.ToString() : throw Refused(_line, "something follows a closing quote");
            }

            _line += c == '\n' ? 1 : 0;
            _at += c == '"' ? 1 : 0;
            field.Append(c);
        }

        throw Refused(line, "a quote is opened and never closed");
    }

    private void SkipBlanks()
    {
        while (!IsAtLineEnd && !IsAtSeparator && text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void EndLine()
    {
        _at += !IsAtEnd && text[_at] == '\r' ? 1 : 0;
        _at += !IsAtEnd && text[_at] == '\n' ? 1 : 0;
        _line++;
    }

    private DeclarationException Refused(int line, string problem) => new(source, $"line {line}: {problem}; write a quote inside quotes as two. Fields are separated by {_dialect.Name} here.");
}
