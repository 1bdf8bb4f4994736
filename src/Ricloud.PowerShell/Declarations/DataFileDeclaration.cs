using System.Globalization;
using System.Numerics;
using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Declarations;

/// <summary>
/// Reads a declaration that is written as a PowerShell data file: hashtables, lists and constants. PowerShell's own parser
/// is no help here: it takes far more, and calls itself for each nesting until the process has no stack left.
/// </summary>
internal sealed class DataFileDeclaration
{
    private const int DeepestNesting = 16;
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly DataFileText _text;
    private int _depth;

    private DataFileDeclaration(DataFileText text) => _text = text;

    /// <exception cref="DeclarationException">It isn't such a file.</exception>
    public static DeclarationValue Parse(string text, string source)
    {
        DataFileText read = new(text, source);
        read.SkipLines();
        var value = read.StartsWith("@{") ? new DataFileDeclaration(read).ReadItem() : null;
        read.SkipLines(andSemicolons: true);
        return value is not null && read.IsAtEnd
            ? value
            : throw new DeclarationException(source, "A data file holds one hashtable, @{ WebhookConfigs = @( ... ) }, and nothing else.");
    }

    /// <summary>A value, or several with commas between them.</summary>
    private DeclarationValue ReadValue()
    {
        var line = _text.Line;
        List<DeclarationValue> items = [];
        do
        {
            _text.SkipLines();
            items.Add(ReadItem());
            _text.SkipBlanks();
        }
        while (_text.Take(","));
        return items.Count == 1 ? items[0] : DeclarationValue.List(items, line);
    }

    private DeclarationValue ReadItem()
    {
        var line = _text.Line;
        return _text.Current switch
        {
            '@' when _text.StartsWith("@{") => Nested("@{", "}", () => DeclarationValue.Map(ReadMembers(), line)),
            '@' when _text.StartsWith("@(") => Nested("@(", ")", () => DeclarationValue.List(ReadItems(), line)),
            '(' => ReadGroup(),
            '$' => ReadVariable(line),
            _ when _text.IsAtString => DeclarationValue.Of(_text.ReadString(), line),
            _ => ReadNumber(line),
        };
    }

    private DeclarationValue ReadGroup()
    {
        _text.BeginGroup();
        var value = Nested("(", ")", ReadValue);
        _text.EndGroup();
        return value;
    }

    private DeclarationValue Nested(string open, string close, Func<DeclarationValue> read)
    {
        var line = _text.Line;
        if (++_depth > DeepestNesting)
        {
            throw _text.Problem(line, $"there are more than {DeepestNesting} brackets within each other.");
        }

        _text.Take(open);
        var value = read();
        _text.SkipLines(andSemicolons: close == "}");
        if (!_text.Take(close))
        {
            throw _text.IsAtEnd ? _text.Problem(line, $"'{open}' is opened and '{close}' never comes.") : _text.Refused();
        }

        _depth--;
        return value;
    }

    private List<KeyValuePair<string, DeclarationValue>> ReadMembers()
    {
        List<KeyValuePair<string, DeclarationValue>> members = [];
        for (_text.SkipLines(andSemicolons: true); !_text.IsAtEnd && _text.Current != '}'; _text.SkipLines(andSemicolons: true))
        {
            var name = ReadName();
            _text.SkipBlanks();
            if (!_text.Take("="))
            {
                throw _text.Problem(_text.Line, $"after the name '{name}' comes no '='.");
            }

            members.Add(new KeyValuePair<string, DeclarationValue>(name, ReadValue()));
            RequireEnd();
        }

        return members;
    }

    private string ReadName()
    {
        if (_text.IsAtString)
        {
            return _text.ReadString();
        }

        var word = _text.PeekWord();
        return word.Length > 0 && word[0] != '$' && _text.Take(word) ? word : throw _text.Refused();
    }

    /// <summary>@( ) takes what its lines write one by one, so that a list in it isn't a list of lists.</summary>
    private List<DeclarationValue> ReadItems()
    {
        List<DeclarationValue> items = [];
        for (_text.SkipLines(andSemicolons: true); !_text.IsAtEnd && _text.Current != ')'; _text.SkipLines(andSemicolons: true))
        {
            var value = ReadValue();
            items.AddRange(value.Items ?? new[] { value });
            RequireEnd();
        }

        return items;
    }

    /// <summary>After a value comes an end of some kind; an operator, an index or a member would have to be worked out.</summary>
    private void RequireEnd()
    {
        _text.SkipBlanks();
        if (!_text.IsAtEnd && _text.Current is not ('\r' or '\n' or ';' or '}' or ')'))
        {
            throw _text.Refused();
        }
    }

    private DeclarationValue ReadVariable(int line)
    {
        var word = _text.PeekWord();
        object? value = word.ToUpperInvariant() switch
        {
            "$TRUE" => true,
            "$FALSE" => false,
            "$NULL" => null,
            _ => throw _text.Refused(),
        };
        _text.Take(word);
        return DeclarationValue.Of(value, line);
    }

    private DeclarationValue ReadNumber(int line)
    {
        var word = _text.PeekWord();
        var number = Number(word) ?? throw _text.Refused();
        _text.Take(word);
        return DeclarationValue.Of(number, line);
    }

    private static object? Number(string word)
    {
        if (word.Length > 2 && word.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(word.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        if (word.Length == 0 || word.Length > 64 || word.Any(c => !(char.IsDigit(c) || c is '+' or '-' or '.' or 'e' or 'E')))
        {
            return null;
        }

        return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : BigInteger.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large
            : double.TryParse(word, Real, CultureInfo.InvariantCulture, out var real) ? real
            : null;
    }
}
