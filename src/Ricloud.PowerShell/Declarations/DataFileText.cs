using System.Globalization;
using System.Text;
using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Declarations;

/// <summary>The text of a data file and how far it has been read: white space and comments, words, and strings as PowerShell writes them.</summary>
internal sealed class DataFileText(string text, string source)
{
    private const int LongestShown = 60;
    private const string Requires = "#requires";
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";
    private const string DoubleQuotes = "\"\u201C\u201D\u201E";

    private readonly string _text = text;
    private int _at;
    private int _group = -1;

    /// <summary>From 1.</summary>
    public int Line { get; private set; } = 1;

    public bool IsAtEnd => _at >= _text.Length;

    /// <summary>Until it is ended, what is refused is told from here on.</summary>
    public void BeginGroup() => _group = _group < 0 ? _at : _group;

    public void EndGroup() => _group = -1;

    public char Current => IsAtEnd ? '\0' : _text[_at];

    public bool IsAtString => IsQuote(Current) || (Current == '@' && _at + 1 < _text.Length && IsQuote(_text[_at + 1]));

    public bool StartsWith(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    /// <summary>Goes past this text, if it is here.</summary>
    public bool Take(string text)
    {
        var isHere = StartsWith(text);
        _at += isHere ? text.Length : 0;
        return isHere;
    }

    /// <summary>Goes past white space and comments to the next thing, on whichever line.</summary>
    public void SkipLines(bool andSemicolons = false)
    {
        for (SkipBlanks(); Current is '\r' or '\n' || (andSemicolons && Current == ';'); SkipBlanks())
        {
            Step();
        }
    }

    /// <summary>Goes past white space and comments on this line.</summary>
    public void SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (StartsWith("<#"))
            {
                SkipBlock();
            }
            else if (Current == '#')
            {
                SkipComment();
            }
            else if (Current is not ('\r' or '\n') && (char.IsWhiteSpace(Current) || Current == '\uFEFF'))
            {
                _at++;
            }
            else if (!Take("`\r\n") && !Take("`\n"))
            {
                return;
            }
            else
            {
                Line++;
            }
        }
    }

    /// <summary>Letters, digits and what numbers and names have besides; empty where there are none.</summary>
    public string PeekWord()
    {
        var end = _at;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '$' or '.' or '-' or '+' or ':'))
        {
            end++;
        }

        return _text.Substring(_at, end - _at);
    }

    public string ReadString()
    {
        var start = _at;
        var line = Line;
        var isHere = Take("@");
        var isDouble = IsIn(DoubleQuotes, Current);
        var quotes = isDouble ? DoubleQuotes : SingleQuotes;
        _at++;
        if (isHere)
        {
            SkipToHereString();
        }

        StringBuilder value = new();
        while (!IsAtEnd)
        {
            if (isHere ? IsHereEnd(quotes) : IsIn(quotes, Current) && !IsIn(quotes, Next))
            {
                _at += isHere ? Current == '\r' ? 4 : 3 : 1;
                Line += isHere ? 1 : 0;
                return isHere && value.Length > 0 ? value.ToString(1, value.Length - 1) : value.ToString();
            }

            if (isDouble && Current == '$' && (char.IsLetterOrDigit(Next) || IsIn("_{($?^:", Next)))
            {
                _at = start;
                throw Refused();
            }

            Take(value, isDouble, isHere ? string.Empty : quotes);
        }

        throw Problem(line, "a string is opened and never closed.");
    }

    /// <summary>The error for what stands here: it is code, whatever it would give.</summary>
    public DeclarationException Refused()
    {
        var start = _group < 0 ? _at : _group;
        var end = start;
        var depth = 0;
        for (var quote = '\0'; end < _text.Length && end - start < 2 * LongestShown && _text[end] is not ('\r' or '\n'); end++)
        {
            var c = _text[end];
            quote = quote == '\0' && IsQuote(c) ? c : c == quote ? '\0' : quote;
            depth += quote != '\0' ? 0 : c is '(' or '{' or '[' ? 1 : c is ')' or '}' or ']' ? -1 : 0;
            if (depth < 0 || (depth == 0 && quote == '\0' && (c is ' ' or ';' or ',')))
            {
                break;
            }
        }

        var shown = _text.Substring(start, end - start).Trim();
        shown = shown.Length > LongestShown ? shown.Substring(0, LongestShown) + "..." : shown;
        return Problem(Line, shown.Length == 0 ? "a value is missing." : $"'{shown}' would have to be run; a data file holds constants only.");
    }

    public DeclarationException Problem(int line, string problem) => new(source, $"line {line}: {problem}");

    private static bool IsQuote(char c) => IsIn(SingleQuotes, c) || IsIn(DoubleQuotes, c);

    private static bool IsIn(string set, char c) => set.IndexOf(c) >= 0;

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void Step()
    {
        Line += Current == '\n' ? 1 : 0;
        _at++;
    }

    private void SkipBlock()
    {
        var line = Line;
        for (_at += 2; !Take("#>"); Step())
        {
            if (IsAtEnd)
            {
                throw Problem(line, "a comment is opened and never closed.");
            }
        }
    }

    private void SkipComment()
    {
        if (string.Compare(_text, _at, Requires, 0, Requires.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (_at + Requires.Length == _text.Length || char.IsWhiteSpace(_text[_at + Requires.Length])))
        {
            throw Problem(Line, "a data file requires nothing.");
        }

        while (!IsAtEnd && Current is not ('\r' or '\n'))
        {
            _at++;
        }
    }

    private void SkipToHereString()
    {
        while (Current is ' ' or '\t')
        {
            _at++;
        }

        if (!Take("\r\n") && !Take("\n"))
        {
            throw Problem(Line, "after the quote of a here-string comes a new line.");
        }

        // The end is looked for from the line feed on, so that an empty here-string has one.
        _at--;
    }

    private bool IsHereEnd(string quotes)
    {
        var at = _at + (Current == '\r' ? 1 : 0);
        return at + 2 < _text.Length && _text[at] == '\n' && IsIn(quotes, _text[at + 1]) && _text[at + 2] == '@';
    }

    /// <summary>One character of a string's value.</summary>
    private void Take(StringBuilder value, bool isDouble, string doubled)
    {
        var c = Current;
        var isEscaped = isDouble && c == '`' && Next != '\0';
        _at += isEscaped || IsIn(doubled, c) ? 1 : 0;
        value.Append(isEscaped ? Escaped() : c.ToString());
        Step();
    }

    private string Escaped()
    {
        switch (Current)
        {
            case '0': return "\0";
            case 'a': return "\a";
            case 'b': return "\b";
            case 'e': return "\u001b";
            case 'f': return "\f";
            case 'n': return "\n";
            case 'r': return "\r";
            case 't': return "\t";
            case 'v': return "\v";
            case 'u' when Next == '{':
                var close = _text.IndexOf('}', _at, Math.Min(9, _text.Length - _at));
                if (close > 0 && int.TryParse(_text.Substring(_at + 2, close - _at - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                    && code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))
                {
                    _at = close;
                    return char.ConvertFromUtf32(code);
                }

                throw Problem(Line, "`u{ } holds the number of a character.");
            default: return Current.ToString();
        }
    }
}
