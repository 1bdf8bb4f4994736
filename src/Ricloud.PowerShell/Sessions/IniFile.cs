using System.IO;
using System.Text;

namespace Ricloud.PowerShell.Sessions;

/// <summary>
/// The vendor client's configuration file, read by the rules of the Python <c>RawConfigParser</c> that it uses: comments
/// only on lines of their own (<c>#</c> or <c>;</c>), <c>=</c> or <c>:</c> between name and value, names in any case,
/// indented lines continue a value, <c>[DEFAULT]</c> applies to every section.
/// </summary>
internal sealed class IniFile
{
    private const string DefaultSection = "DEFAULT";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["api"] = ["token", "url", "max_retries", "await_for"],
        ["webhooks"] = ["secret", "delta"],
    };

    private static readonly char[] Separators = ['=', ':'];

    private readonly Dictionary<string, Dictionary<string, StringBuilder>> _sections = new(StringComparer.Ordinal);
    private Dictionary<string, StringBuilder>? _section;
    private readonly List<(int Line, string Section, string? Name)> _names = [];
    private StringBuilder? _value;
    private string _sectionName = string.Empty;
    private int _indent;
    private int _number;

    private IniFile()
    {
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FormatException">A line is neither section, option, comment nor continuation. The message names the line's number, never its text: it may be a token.</exception>
    public static IniFile Parse(TextReader reader)
    {
        var file = new IniFile();
        while (reader.ReadLine() is { } line)
        {
            file._number++;
            if (!file.Accept(line.TrimStart('\uFEFF')))
            {
                throw new FormatException(Texts.IniLine(file._number));
            }
        }

        file.RefuseSlips();
        return file;
    }

    /// <summary>
    /// A name that is nearly one that is read, and in its place, is a slip: without it the default would count, and the token go
    /// to another address. It is shown, being so near to a known one; any other may be a secret on a line of its own.
    /// </summary>
    private void RefuseSlips()
    {
        foreach ((var line, var section, var name) in _names)
        {
            var meant = name is null
                ? Known.Keys.FirstOrDefault(k => !_sections.ContainsKey(k) && k != section && IsNear(section, k))
                : Known.TryGetValue(section, out var options) && !options.Contains(name, StringComparer.OrdinalIgnoreCase)
                    ? options.FirstOrDefault(o => !_sections[section].ContainsKey(o) && IsNear(name, o))
                    : null;
            if (meant is not null)
            {
                throw new FormatException(Texts.IniSlip(line, name ?? "[" + section + "]", name is null ? "[" + meant + "]" : meant));
            }
        }
    }

    /// <summary>Whether two names differ by their case, by one letter, or by two that changed places.</summary>
    private static bool IsNear(string written, string known)
    {
        var text = written.ToLowerInvariant();
        var start = 0;
        while (start < text.Length && start < known.Length && text[start] == known[start])
        {
            start++;
        }

        var end = 0;
        while (end < text.Length - start && end < known.Length - start && text[text.Length - 1 - end] == known[known.Length - 1 - end])
        {
            end++;
        }

        var left = text.Length - start - end;
        var missing = known.Length - start - end;
        return (left <= 1 && missing <= 1) || (left == 2 && missing == 2 && text[start] == known[start + 1] && text[start + 1] == known[start]);
    }

    /// <summary>The option's value, or null when neither the section nor <c>[DEFAULT]</c> has it.</summary>
    public string? Get(string section, string option) => Find(section, option) ?? Find(DefaultSection, option);

    private string? Find(string section, string option) =>
        _sections.TryGetValue(section, out var options) && options.TryGetValue(option, out var value)
            ? value.ToString().TrimEnd()
            : null;

    private bool Accept(string line)
    {
        var text = line.Trim();
        if (text.Length > 0 && text[0] is ('#' or ';'))
        {
            return true;
        }

        if (text.Length == 0)
        {
            _value?.Append('\n');
            return true;
        }

        var indent = line.Length - line.TrimStart().Length;
        if (_value is not null && indent > _indent)
        {
            _value.Append('\n').Append(text);
            return true;
        }

        _indent = indent;
        return AcceptSection(text) || AcceptOption(text);
    }

    private bool AcceptSection(string text)
    {
        var end = text[0] == '[' ? text.IndexOf(']') : -1;
        if (end < 2)
        {
            return false;
        }

        var name = text.Substring(1, end - 1);
        if (!_sections.TryGetValue(name, out _section))
        {
            _section = new Dictionary<string, StringBuilder>(StringComparer.OrdinalIgnoreCase);
            _sections.Add(name, _section);
        }

        _names.Add((_number, name, null));
        _sectionName = name;
        _value = null;
        return true;
    }

    private bool AcceptOption(string text)
    {
        var at = text.IndexOfAny(Separators);
        if (_section is null || at <= 0)
        {
            return false;
        }

        var name = text.Substring(0, at).TrimEnd();
        if (_section.ContainsKey(name))
        {
            return false;
        }

        _value = new StringBuilder(text.Substring(at + 1).TrimStart());
        _section.Add(name, _value);
        _names.Add((_number, _sectionName, name));
        return true;
    }
}
