using System;
using System.Globalization;
using System.Text;

namespace Ricloud.Http;

/// <summary>The start of a body that wasn't what it should have been, safe to show: no control characters, no secrets.</summary>
internal static class Excerpt
{
    private const int LongestExcerpt = 200;
    private const int BytesLookedAt = 4096;
    private const string Mask = "***";

    private static readonly string[] SecretNames = ["\"secret\"", "\"token\""];

    internal static string Take(byte[] bytes, int count) =>
        MaskSecrets(Encoding.UTF8.GetString(bytes, 0, Math.Min(count, BytesLookedAt)));

    /// <summary>Cuts and escapes what <see cref="Take"/> took, once the token has been masked as well.</summary>
    internal static string Show(string text, int longest = LongestExcerpt)
    {
        StringBuilder shown = new(Math.Min(text.Length, longest));
        int length = Math.Min(text.Length, longest);
        for (int index = 0; index < length; index++)
        {
            AppendSafe(shown, text[index]);
        }

        return shown.ToString();
    }

    private static void AppendSafe(StringBuilder shown, char character)
    {
        switch (character)
        {
            case '\n': shown.Append("\\n"); break;
            case '\r': shown.Append("\\r"); break;
            case '\t': shown.Append("\\t"); break;
            default:
                // Formats include the marks that turn text around and could make one thing look like another.
                if (char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character)
                    is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                {
                    shown.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    shown.Append(character);
                }

                break;
        }
    }

    /// <summary>Works on JSON that may be broken or cut, so that it looks for names and masks the text that follows, closed or not.</summary>
    private static string MaskSecrets(string text)
    {
        foreach (string name in SecretNames)
        {
            int from = 0;
            while ((from = text.IndexOf(name, from, StringComparison.OrdinalIgnoreCase)) >= 0)
            {
                from += name.Length;
                int start = ValueStart(text, from);
                if (start >= 0)
                {
                    int end = ValueEnd(text, start);
                    text = text.Substring(0, start) + Mask + text.Substring(end);
                    from = start + Mask.Length;
                }
            }
        }

        return text;
    }

    private static int ValueStart(string text, int position)
    {
        bool colon = false;
        for (; position < text.Length; position++)
        {
            char character = text[position];
            if (character == ':' && !colon)
            {
                colon = true;
            }
            else if (character == '"' && colon)
            {
                return position + 1;
            }
            else if (!char.IsWhiteSpace(character))
            {
                return -1;
            }
        }

        return -1;
    }

    private static int ValueEnd(string text, int position)
    {
        while (position < text.Length && text[position] != '"')
        {
            position += text[position] == '\\' ? 2 : 1;
        }

        return Math.Min(position, text.Length);
    }
}
