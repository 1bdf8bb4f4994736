using System;
using System.Collections.Generic;
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

    private static readonly char[] Separators = ['=', ':'];

    private readonly Dictionary<string, Dictionary<string, StringBuilder>> _sections = new(StringComparer.Ordinal);
    private Dictionary<string, StringBuilder>? _section;
    private StringBuilder? _value;
    private int _indent;

    private IniFile()
    {
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FormatException">A line is neither section, option, comment nor continuation. The message names the line's number, never its text: it may be a token.</exception>
    public static IniFile Parse(TextReader reader)
    {
        var file = new IniFile();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!file.Accept(line.TrimStart('\uFEFF')))
            {
                throw new FormatException($"line {number}");
            }
        }

        return file;
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
        return true;
    }
}
