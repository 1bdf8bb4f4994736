using System.Globalization;
using System.Text.RegularExpressions;

namespace Ricloud.Emulator.Http;

/// <summary>Reads ISO 8601 dates; without an offset they are in UTC.</summary>
internal static partial class DateText
{
    private const int TickDigits = 7;

    /// <summary>Microseconds since 1970, or null. Finer parts are rounded as asked.</summary>
    public static long? ToMicroseconds(string text, bool roundUp)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var whole = match.Groups["day"].Value + "T" + (match.Groups["time"].Success ? match.Groups["time"].Value : "00:00");
        var zone = match.Groups["zone"].Success ? match.Groups["zone"].Value : "Z";
        if (!DateTimeOffset.TryParse(
            whole + zone, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var date))
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value;
        var ticks = date.UtcTicks - DateTime.UnixEpoch.Ticks
            + long.Parse(fraction.PadRight(TickDigits, '0')[..TickDigits], CultureInfo.InvariantCulture);
        var isExact = ticks % TimeSpan.TicksPerMicrosecond == 0 && fraction.AsSpan().TrimEnd('0').Length <= TickDigits;
        var microseconds = (long)Math.Floor(ticks / (decimal)TimeSpan.TicksPerMicrosecond);
        return isExact || !roundUp ? microseconds : microseconds + 1;
    }

    [GeneratedRegex(
        @"^(?<day>\d{4}-\d\d-\d\d)([Tt ](?<time>\d\d:\d\d(:\d\d)?)([.,](?<fraction>\d{1,32}))?(?<zone>[Zz]|[+-]\d\d:?\d\d)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
