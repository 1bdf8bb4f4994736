using System;
using System.Globalization;

namespace Ricloud.Json;

/// <summary>
/// ISO 8601 dates as the API writes them, e.g. <c>2018-10-01T17:04:34.154530Z</c> (API contract: documented). Read by hand:
/// no culture has a say, and no digit is lost.
/// </summary>
internal static class IsoDate
{
    private const int ShortestLength = 19;
    private const int TickDigits = 7;

    /// <summary>Writes UTC to the microsecond, which is as fine as the API's dates are.</summary>
    internal static string Format(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads date, time, any fraction (seven digits count) and Z or an offset; without either it is UTC.</summary>
    internal static bool TryParse(string text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length < ShortestLength || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':'
            || (text[10] is not ('T' or 't' or ' ')))
        {
            return false;
        }

        if (!Number(text, 0, 4, out int year) || !Number(text, 5, 2, out int month) || !Number(text, 8, 2, out int day)
            || !Number(text, 11, 2, out int hour) || !Number(text, 14, 2, out int minute) || !Number(text, 17, 2, out int second))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        int position = ShortestLength;
        if (!Fraction(text, ref position, out long ticks) || !Offset(text, position, out int offsetMinutes))
        {
            return false;
        }

        ticks += new DateTime(year, month, day, hour, minute, second).Ticks - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        date = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool Fraction(string text, ref int position, out long ticks)
    {
        ticks = 0;
        if (position == text.Length || (text[position] is not ('.' or ',')))
        {
            return true;
        }

        int first = ++position;
        for (; position < text.Length && IsDigit(text[position]); position++)
        {
            if (position - first < TickDigits)
            {
                ticks = (ticks * 10) + (text[position] - '0');
            }
        }

        for (int missing = position - first; missing < TickDigits; missing++)
        {
            ticks *= 10;
        }

        return position > first;
    }

    private static bool Offset(string text, int position, out int minutes)
    {
        minutes = 0;
        int rest = text.Length - position;
        if (rest == 0 || (rest == 1 && text[position] is 'Z' or 'z'))
        {
            return rest == 0 || text[position] is 'Z' or 'z';
        }

        bool hasColon = rest == 6 && text[position + 3] == ':';
        if ((text[position] is not ('+' or '-')) || !(hasColon || rest is 5 or 3))
        {
            return false;
        }

        int ofHour = 0;
        if (!Number(text, position + 1, 2, out int hours)
            || (rest > 3 && !Number(text, position + (hasColon ? 4 : 3), 2, out ofHour))
            || hours > 23 || ofHour > 59)
        {
            return false;
        }

        minutes = ((hours * 60) + ofHour) * (text[position] == '-' ? -1 : 1);
        return true;
    }

    private static bool Number(string text, int start, int digits, out int number)
    {
        number = 0;
        for (int position = start; position < start + digits; position++)
        {
            if (!IsDigit(text[position]))
            {
                return false;
            }

            number = (number * 10) + (text[position] - '0');
        }

        return true;
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
