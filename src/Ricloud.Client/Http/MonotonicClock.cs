using System.Diagnostics;

namespace Ricloud.Http;

/// <summary>Time that nobody sets back: a deadline on the wall clock would move with it.</summary>
internal static class MonotonicClock
{
    private static readonly double TicksEach = (double)TimeSpan.TicksPerSecond / Stopwatch.Frequency;

    public static TimeSpan Elapsed() => TimeSpan.FromTicks((long)(Stopwatch.GetTimestamp() * TicksEach));
}
