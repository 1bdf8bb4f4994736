using System.Collections.Generic;
using System.Text;

namespace Ricloud;

/// <summary>Reads a table strictly: a quote that nothing explains is an error, as whatever is made of it would be a guess.</summary>
internal sealed class CsvReader
{
    private readonly string _text;
    private readonly string _source;
    private readonly CsvDialect _dialect;
    private int _at;
    private int _line;

    internal CsvReader(string text, string source, CsvDialect dialect)
    {
        _text = text;
        _source = source;
        _dialect = dialect;
        _at = dialect.Start;
        _line = dialect.Line;
    }

    private bool IsAtEnd => _at >= _text.Length;

    private bool IsAtSeparator => _text[_at] == _dialect.Separator;

    private bool IsAtLineEnd => IsAtEnd || _text[_at] is '\r' or '\n';

    /// <exception cref="DeclarationException">A quote is out of place.</exception>
    internal IEnumerable<CsvRecord> Read()
    {
        while (!IsAtEnd)
        {
            int line = _line;
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
        int start = _at;
        SkipBlanks();
        if (!IsAtEnd && _text[_at] == '"')
        {
            return ReadQuoted();
        }

        while (!IsAtLineEnd && !IsAtSeparator)
        {
            if (_text[_at] == '"')
            {
                throw Refused(_line, "a quote stands inside a field that doesn't begin with one");
            }

            _at++;
        }

        return _text.Substring(start, _at - start).Trim();
    }

    private string ReadQuoted()
    {
        int line = _line;
        StringBuilder field = new();
        for (_at++; !IsAtEnd; _at++)
        {
            char c = _text[_at];
            if (c == '"' && (_at + 1 == _text.Length || _text[_at + 1] != '"'))
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
        while (!IsAtLineEnd && !IsAtSeparator && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void EndLine()
    {
        _at += !IsAtEnd && _text[_at] == '\r' ? 1 : 0;
        _at += !IsAtEnd && _text[_at] == '\n' ? 1 : 0;
        _line++;
    }

    private DeclarationException Refused(int line, string problem) => new(_source, $"line {line}: {problem}; write a quote inside quotes as two. Fields are separated by {_dialect.Name} here.");
}
