using System.Text;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Http;

/// <summary>The start of a body that wasn't what it should have been, safe to show: no control characters, no secrets.</summary>
internal static class Excerpt
{
    private const int LongestExcerpt = 200;
    private const int BytesLookedAt = 4096;
    private const string Mask = "***";

    public static string Take(byte[] bytes, int count) =>
        MaskSecrets(Encoding.UTF8.GetString(bytes, 0, Math.Min(count, BytesLookedAt)));

    /// <summary>Cuts and escapes what <see cref="Take"/> took, once the token has been masked as well.</summary>
    public static string Show(string text, int longest = LongestExcerpt) =>
        TerminalText.Of(text.Length > longest ? text.Substring(0, longest) : text);

    /// <summary>
    /// Works on JSON that may be broken or cut, so that it looks for names and masks the text that follows, closed or not. What
    /// is no text, an object of credentials say, is left out with all that follows it.
    /// </summary>
    private static string MaskSecrets(string text)
    {
        StringBuilder masked = new(text.Length);
        var position = 0;
        while (position < text.Length)
        {
            var end = text[position] == '"' ? TextEnd(text, position) : position + 1;
            masked.Append(text, position, end - position);
            var value = text[position] == '"' ? ValueStart(text, end) : -1;
            var isHidden = value >= 0 && SecretNames.IsSecret(text.Substring(position + 1, end - position - 1));
            position = end;
            if (isHidden)
            {
                var isText = text[value] == '"';
                masked.Append(text, end, value - end).Append(isText ? "\"" + Mask + "\"" : Mask);
                position = isText ? TextEnd(text, value) : text.Length;
            }
        }

        return SecretNames.IsPrivateKey(masked.ToString()) ? Mask : masked.ToString();
    }

    /// <summary>Where the value of a name begins whose text ends here; -1 when it is no name.</summary>
    private static int ValueStart(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        if (position == text.Length || text[position] != ':')
        {
            return -1;
        }

        do
        {
            position++;
        }
        while (position < text.Length && char.IsWhiteSpace(text[position]));
        return position < text.Length && text[position] is not ('n' or 't' or 'f') ? position : -1;
    }

    private static int TextEnd(string text, int start)
    {
        var position = start + 1;
        while (position < text.Length && text[position] != '"')
        {
            position += text[position] == '\\' ? 2 : 1;
        }

        return Math.Min(position + 1, text.Length);
    }
}
