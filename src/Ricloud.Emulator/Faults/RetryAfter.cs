using System.Globalization;

namespace Ricloud.Emulator.Faults;

/// <summary>When to come again, in either form that HTTP has for it.</summary>
/// <param name="wait">How long from the moment of the answer; in both forms rounded up to whole seconds.</param>
/// <param name="asDate">As a date instead of a number of seconds.</param>
internal sealed class RetryAfter(Func<DateTimeOffset, TimeSpan> wait, bool asDate)
{
    public string ToText(DateTimeOffset now)
    {
        if (!asDate)
        {
            return Math.Ceiling(wait(now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var seconds = (long)Math.Ceiling((now + wait(now) - DateTimeOffset.UnixEpoch).TotalSeconds);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("r", CultureInfo.InvariantCulture);
    }
}
