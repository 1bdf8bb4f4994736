using System.Management.Automation;
using System.Text;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// The one rule for texts that may have wildcards: * for anything, ? for a character, [ab] for one of those, ` before one that
/// stands for itself; case makes no difference, with or without them. In a URL ? stands for itself, as it begins the query.
/// </summary>
internal sealed class TextFilter
{
    private readonly string[] _texts;
    private readonly WildcardPattern[] _patterns;

    private TextFilter(IEnumerable<string> texts, Func<string, string> toPattern)
    {
        _texts = [.. texts];
        _patterns = [.. _texts.Select(text => Pattern(toPattern(text), text))];
    }

    public bool IsEmpty => _texts.Length == 0;

    /// <exception cref="RicloudCommandException">A text is no pattern.</exception>
    public static TextFilter Of(IEnumerable<string> texts) => new(texts, text => text);

    /// <inheritdoc cref="Of"/>
    public static TextFilter OfUrls(IEnumerable<string> urls) => new(urls, WithQuery);

    /// <summary>Whether a text is one of those, or like one. Any thread may ask.</summary>
    public bool IsMatch(string? text) =>
        text is not null && (_texts.Contains(text, StringComparer.OrdinalIgnoreCase) || _patterns.Any(pattern => pattern.IsMatch(text)));

    private static WildcardPattern Pattern(string pattern, string shown)
    {
        try
        {
            WildcardPattern made = new(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

            // PowerShell says only now that a lone [ is no pattern.
            _ = made.IsMatch(shown);
            return made;
        }
        catch (WildcardPatternException e)
        {
            throw new RicloudCommandException(RicloudError.InvalidPattern.Wrap(e, shown, shown));
        }
    }

    private static string WithQuery(string url)
    {
        StringBuilder pattern = new(url.Length + 4);
        for (var i = 0; i < url.Length; i++)
        {
            if (url[i] == '?')
            {
                pattern.Append('`');
            }
            else if (url[i] == '`' && i + 1 < url.Length)
            {
                pattern.Append(url[i++]);
            }

            pattern.Append(url[i]);
        }

        return pattern.ToString();
    }
}
