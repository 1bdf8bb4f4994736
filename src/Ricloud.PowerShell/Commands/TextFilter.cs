using System;
using System.Linq;
using System.Management.Automation;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// A filter by texts that may have wildcards. A text that is there exactly matches too, whatever it holds: URLs have ? and [
/// in them. Patterns ignore case, as PowerShell's do; exact text doesn't, since addresses differ by it.
/// </summary>
internal sealed class TextFilter
{
    private readonly string[] _texts;
    private readonly WildcardPattern[] _patterns;

    public TextFilter(string[] texts)
    {
        _texts = texts;
        _patterns = [.. texts.Where(WildcardPattern.ContainsWildcardCharacters).Where(IsWellFormed).Select(t => new WildcardPattern(t, WildcardOptions.IgnoreCase))];
    }

    public bool IsMatch(string? text) =>
        text is not null
        && (_texts.Contains(text, StringComparer.Ordinal) || _patterns.Any(p => p.IsMatch(text)));

    public Func<T, bool> IsMatchFor<T>(Func<T, string?> property) => item => IsMatch(property(item));

    /// <summary>A lone [ is no pattern, and PowerShell only says so when it matches.</summary>
    private static bool IsWellFormed(string text)
    {
        try
        {
            new WildcardPattern(text).IsMatch(text);
            return true;
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
