using System.Globalization;
using System.Text;

namespace Ricloud.Json;

/// <summary>
/// Puts quotes around numbers that neither long, BigInteger nor decimal takes from the reader whole, such as <c>1e400</c>
/// or one of forty digits behind the point: kept as their text they lose nothing.
/// </summary>
internal static class OversizedNumbers
{
    /// <summary>The reader takes integers of up to 380 digits.</summary>
    private const int LongestInteger = 380;

    /// <summary>A decimal that is nowhere near full, and isn't nothing, is exactly what was written.</summary>
    public static bool MayBeRounded(decimal number)
    {
        var bits = decimal.GetBits(number);
        return number == 0 || bits[2] != 0 || (bits[3] >> 16 & 0xFF) >= 28;
    }

    public static string? Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 16);
        var changed = false;
        var position = 0;
        while (position < text.Length)
        {
            var end = TokenEnd(text, position);
            var oversized = IsNumberStart(text[position]) && IsOversized(text.Substring(position, end - position));
            changed |= oversized;
            var quote = oversized ? "\"" : string.Empty;
            quoted.Append(quote).Append(text, position, end - position).Append(quote);
            position = end;
        }

        return changed ? quoted.ToString() : null;
    }

    private static int TokenEnd(string text, int start)
    {
        var end = start + 1;
        if (text[start] == '"')
        {
            while (end < text.Length && text[end] != '"')
            {
                end += text[end] == '\\' ? 2 : 1;
            }

            return Math.Min(end + 1, text.Length);
        }

        if (IsNumberStart(text[start]))
        {
            while (end < text.Length && IsNumberPart(text[end]))
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
        var isInteger = number.IndexOfAny(['.', 'e', 'E']) < 0;
        return isInteger
            ? number.Length > LongestInteger && double.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            : IsNumber(number) && !IsExact(number);
    }

    private static bool IsExact(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && Canonical(number) == Canonical(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The digits without zeros at either end, and the power of ten of the last one. For what a decimal takes: its exponent is small, or its digits are zeros.</summary>
    private static (string Digits, int Power) Canonical(string number)
    {
        var exponentAt = number.IndexOfAny(['e', 'E']);
        var mantissa = (exponentAt < 0 ? number : number.Substring(0, exponentAt)).TrimStart('-');
        var point = mantissa.IndexOf('.');
        var digits = mantissa.Replace(".", string.Empty);
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return (significant, 0);
        }

        var power = 0;
        if (exponentAt >= 0 && !int.TryParse(number.Substring(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power))
        {
            return (number, 0);
        }

        power += digits.Length - significant.Length - (point < 0 ? 0 : digits.Length - point);
        return (significant.TrimStart('0'), power);
    }

    /// <summary>Garbage stays garbage: only what the JSON grammar calls a number is quoted.</summary>
    private static bool IsNumber(string text)
    {
        var position = text[0] == '-' ? 1 : 0;
        return Digits(text, ref position)
            && (!Next(text, ref position, '.') || Digits(text, ref position))
            && (!(Next(text, ref position, 'e') || Next(text, ref position, 'E'))
                || ((Next(text, ref position, '+') || Next(text, ref position, '-') || true) && Digits(text, ref position)))
            && position == text.Length;
    }

    private static bool Digits(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && IsDigit(text[position]))
        {
            position++;
        }

        return position > start;
    }

    private static bool Next(string text, ref int position, char wanted)
    {
        var found = position < text.Length && text[position] == wanted;
        position += found ? 1 : 0;
        return found;
    }
}
