using System.Globalization;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.CommandLine;

/// <summary>Reads <c>0s,1m,10m,1h,3h</c>.</summary>
internal static class RetryDelayParser
{
    private static readonly TimeSpan Maximum = TimeSpan.FromDays(30);

    public static IReadOnlyList<TimeSpan> Parse(string value)
    {
        var parts = value.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length <= Documented.MaximumDeliveryTries
            ? [.. parts.Select(ParseOne)]
            : throw new UsageException($"--retry-delays takes at most {Documented.MaximumDeliveryTries} waits, one before each try.");
    }

    private static TimeSpan ParseOne(string part)
    {
        var digits = part.TrimEnd('m', 's', 'h');
        var unit = part[digits.Length..] switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => 0,
        };
        if (unit > 0
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count * unit <= Maximum.TotalMilliseconds)
        {
            return TimeSpan.FromMilliseconds(count * unit);
        }

        throw new UsageException($"--retry-delays: '{part}' is no wait of at most 30 days, such as 0s, 250ms, 10m or 3h.");
    }
}
