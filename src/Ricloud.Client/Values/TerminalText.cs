using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ricloud.Values;

/// <summary>
/// The one escape for text that goes to a terminal: what would steer it, or make one thing look like another, is shown as
/// <c>\u001b</c> is, and an address without its password. Objects keep the true value.
/// </summary>
internal static class TerminalText
{
    /// <summary>What stands before the @ of an address, but for the user's name.</summary>
    private static readonly Regex Password = new(@"(?<=://)([^\s/?#@:]*:)[^\s/?#@]+@", RegexOptions.CultureInvariant);

    /// <summary>Escapes a value, its line breaks and tabs too.</summary>
    public static string Of(string text) => Escape(text, keepsLines: false);

    /// <summary>Escapes what may have line breaks of our own.</summary>
    public static string OfLines(string text) => Escape(text, keepsLines: true);

    private static string Escape(string text, bool keepsLines)
    {
        text = text.IndexOf('@') > 0 ? Password.Replace(text, "$1***@") : text;
        StringBuilder? shown = null;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            var isSafe = character is >= ' ' and <= '~' || (keepsLines && character is '\n' or '\t') || !IsSteering(character);
            if (!isSafe)
            {
                shown ??= new StringBuilder(text, 0, index, text.Length + 16);
                Append(shown, character);
            }
            else
            {
                shown?.Append(character);
            }
        }

        return shown?.ToString() ?? text;
    }

    /// <summary>Formats include the marks that turn text around.</summary>
    private static bool IsSteering(char character) => char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void Append(StringBuilder shown, char character) => _ = character switch
    {
        '\n' => shown.Append("\\n"),
        '\r' => shown.Append("\\r"),
        '\t' => shown.Append("\\t"),
        _ => shown.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
    };
}
