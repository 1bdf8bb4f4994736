using System;
using System.Globalization;
using System.Text;

namespace Ricloud.Json;

/// <summary>
/// Puts quotes around numbers that neither long, BigInteger nor decimal takes from the reader, such as <c>1e400</c>:
/// kept as their text they lose nothing.
/// </summary>
internal static class OversizedNumbers
{
    /// <summary>The reader takes integers of up to 380 digits.</summary>
    private const int LongestInteger = 380;

    internal static string? Quote(char[] text, int length)
    {
        StringBuilder quoted = new(length + 16);
        bool changed = false;
        int position = 0;
        while (position < length)
        {
            int end = TokenEnd(text, position, length);
            bool oversized = IsNumberStart(text[position]) && IsOversized(new string(text, position, end - position));
            changed |= oversized;
            string quote = oversized ? "\"" : string.Empty;
            quoted.Append(quote).Append(text, position, end - position).Append(quote);
            position = end;
        }

        return changed ? quoted.ToString() : null;
    }

    private static int TokenEnd(char[] text, int start, int length)
    {
        int end = start + 1;
        if (text[start] == '"')
        {
            while (end < length && text[end] != '"')
            {
                end += text[end] == '\\' ? 2 : 1;
            }

            return Math.Min(end + 1, length);
        }

        if (IsNumberStart(text[start]))
        {
            while (end < length && IsNumberPart(text[end]))
            {
                end++;
            }
        }

        return end;
    }

    private static bool IsNumberStart(char character) => character == '-' || IsDigit(character);

    private static bool IsNumberPart(char character) => IsDigit(character) || character is '.' or 'e' or 'E' or '+' or '-';

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsOversized(string number)
    {
        bool isInteger = number.IndexOfAny(['.', 'e', 'E']) < 0;
        return isInteger
            ? number.Length > LongestInteger && double.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            : !decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && IsNumber(number);
    }

    /// <summary>Garbage stays garbage: only what the JSON grammar calls a number is quoted.</summary>
    private static bool IsNumber(string text)
    {
        int position = text[0] == '-' ? 1 : 0;
        return Digits(text, ref position)
            && (!Next(text, ref position, '.') || Digits(text, ref position))
            && (!(Next(text, ref position, 'e') || Next(text, ref position, 'E'))
                || ((Next(text, ref position, '+') || Next(text, ref position, '-') || true) && Digits(text, ref position)))
            && position == text.Length;
    }

    private static bool Digits(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && IsDigit(text[position]))
        {
            position++;
        }

        return position > start;
    }

    private static bool Next(string text, ref int position, char wanted)
    {
        bool found = position < text.Length && text[position] == wanted;
        position += found ? 1 : 0;
        return found;
    }
}
