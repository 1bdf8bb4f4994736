using System.Globalization;

namespace Ricloud.Values;

/// <summary>
/// ISO 8601 dates as the API writes them, e.g. <c>2018-10-01T17:04:34.154530Z</c> (API contract: documented). Read by hand:
/// no culture has a say, and no digit is lost.
/// </summary>
internal static class IsoDate
{
    private const int DateLength = 10;
    private const int MinuteLength = 16;
    private const int ShortestLength = 19;
    private const int TickDigits = 7;

    /// <summary>Writes UTC to the microsecond, which is as fine as the API's dates are.</summary>
    public static string Format(DateTime date) => Format(Moment(date));

    /// <summary>Writes UTC to the microsecond, which is as fine as the API's dates are.</summary>
    public static string Format(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A local time as the moment that it is, in the hour that comes twice in autumn too: there the time itself knows which.</summary>
    public static DateTimeOffset Moment(DateTime date) => new(date.ToUniversalTime());

    /// <inheritdoc cref="Moment(DateTime)"/>
    public static DateTimeOffset? Moment(DateTime? date) => date is { } known ? Moment(known) : null;

    /// <summary>Reads date, time, any fraction (seven digits count) and Z or an offset; without either it is UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset date)
    {
        date = default;
        if (!TryRead(text, out var time, out var offset) || !IsInRange(time.Ticks, offset ?? 0, out var ticks))
        {
            return false;
        }

        date = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads what people write: the time may be missing, or have no seconds, and without Z or an offset it is local.</summary>
    public static bool TryParseLocal(string text, out DateTimeOffset date)
    {
        date = default;
        var whole = text.Length == DateLength ? text + "T00:00:00"
            : text.Length >= MinuteLength && (text.Length == MinuteLength || text[MinuteLength] != ':') ? text.Insert(MinuteLength, ":00")
            : text;
        if (!TryRead(whole, out var time, out var offset) || !IsInRange(time.Ticks, offset ?? 0, out var ticks))
        {
            return false;
        }

        date = offset is null ? Moment(DateTime.SpecifyKind(time, DateTimeKind.Local)) : new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryRead(string text, out DateTime time, out int? offset)
    {
        time = default;
        offset = null;
        if (text.Length < ShortestLength || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':'
            || (text[10] is not ('T' or 't' or ' ')))
        {
            return false;
        }

        if (!Number(text, 0, 4, out var year) || !Number(text, 5, 2, out var month) || !Number(text, 8, 2, out var day)
            || !Number(text, 11, 2, out var hour) || !Number(text, 14, 2, out var minute) || !Number(text, 17, 2, out var second))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var position = ShortestLength;
        if (!Fraction(text, ref position, out var ticks) || !Offset(text, position, out offset))
        {
            return false;
        }

        time = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        return true;
    }

    private static bool IsInRange(long local, int offset, out long ticks)
    {
        ticks = local - (offset * TimeSpan.TicksPerMinute);
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool Fraction(string text, ref int position, out long ticks)
    {
        ticks = 0;
        if (position == text.Length || (text[position] is not ('.' or ',')))
        {
            return true;
        }

        var first = ++position;
        for (; position < text.Length && IsDigit(text[position]); position++)
        {
            if (position - first < TickDigits)
            {
                ticks = (ticks * 10) + (text[position] - '0');
            }
        }

        for (var missing = position - first; missing < TickDigits; missing++)
        {
            ticks *= 10;
        }

        return position > first;
    }

    private static bool Offset(string text, int position, out int? minutes)
    {
        minutes = null;
        var rest = text.Length - position;
        if (rest == 0)
        {
            return true;
        }

        if (rest == 1)
        {
            minutes = 0;
            return text[position] is 'Z' or 'z';
        }

        var hasColon = rest == 6 && text[position + 3] == ':';
        if ((text[position] is not ('+' or '-')) || !(hasColon || rest is 5 or 3))
        {
            return false;
        }

        var ofHour = 0;
        if (!Number(text, position + 1, 2, out var hours)
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
        for (var position = start; position < start + digits; position++)
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
