using System.Globalization;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.CommandLine;

/// <summary>Reads waits, such as <c>0s,1m,10m,1h,3h</c>.</summary>
internal static class WaitParser
{
    private static readonly TimeSpan Maximum = TimeSpan.FromDays(30);

    /// <summary>Reads the waits before the tries of a delivery.</summary>
    public static IReadOnlyList<TimeSpan> ParseRetryDelays(string value)
    {
        var parts = value.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length <= Documented.MaximumDeliveryTries
            ? [.. parts.Select(part => ParseOne(part, "--retry-delays"))]
            : throw new UsageException($"--retry-delays takes at most {Documented.MaximumDeliveryTries} waits, one before each try.");
    }

    /// <summary>Reads one wait, for the option with this name.</summary>
    public static TimeSpan ParseOne(string part, string option)
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

        throw new UsageException($"{option}: '{part}' is no wait of at most 30 days, such as 0s, 250ms, 10m or 3h.");
    }
}
