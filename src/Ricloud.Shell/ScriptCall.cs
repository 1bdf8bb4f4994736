using System;
using System.Collections.Generic;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace Ricloud.Shell;

/// <summary>Writes the command that runs a script with the words of a command line, bound as <c>pwsh -File</c> binds them.</summary>
internal static partial class ScriptCall
{
    /// <summary>Writes the command.</summary>
    /// <param name="script">The script's full path.</param>
    /// <param name="arguments">
    /// Values, which are text; <c>-Name value</c>; <c>-Name:value</c>, where true, false, $true and $false are Booleans, so that switches can be given.
    /// </param>
    /// <returns>The command's text.</returns>
    public static string Text(string script, IEnumerable<string> arguments)
    {
        var text = new StringBuilder();
        foreach (char c in script)
        {
            // A bare word and not a quoted one: with & or a dot before it, the script would see those as its invocation name.
            text.Append(char.IsLetterOrDigit(c) || "_/\\.-:~".Contains(c, StringComparison.Ordinal) ? string.Empty : "`").Append(c);
        }

        bool wantsValue = false;
        foreach (string argument in arguments)
        {
            Match named = wantsValue ? Match.Empty : Named().Match(argument);
            text.Append(wantsValue ? string.Empty : " ").Append(named.Success ? Argument(named) : Quoted(argument));
            wantsValue = named.Success && named.Groups["colon"].Success && named.Groups["value"].Length == 0;
        }

        return text.ToString();
    }

    private static string Argument(Match named)
    {
        string value = named.Groups["value"].Value;
        string name = named.Groups["name"].Value + named.Groups["colon"].Value;
        return value.ToUpperInvariant() switch
        {
            "" => name,
            "TRUE" or "$TRUE" => name + "$true",
            "FALSE" or "$FALSE" => name + "$false",
            _ => name + Quoted(value),
        };
    }

    private static string Quoted(string value) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    [GeneratedRegex(@"\A(?<name>-[A-Za-z_]\w*)((?<colon>:)(?<value>.*))?\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
