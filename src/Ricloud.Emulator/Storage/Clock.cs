using System.Globalization;

namespace Ricloud.Emulator.Storage;

/// <summary>Gives the microseconds since 1970 in UTC, and never goes back, not even when the machine's clock does.</summary>
internal sealed class Clock(TimeProvider time)
{
    /// <summary>Of the round-trip format, which ends with the digit of a tenth of a microsecond and a Z.</summary>
    private const int LengthToMicroseconds = 26;

    private long _last;

    /// <summary>Tells of a date that was given out before this process began.</summary>
    public void StartAfter(long microseconds) => _last = Math.Max(_last, microseconds);

    /// <summary>The time, at least as late as any that <see cref="Next"/> has given.</summary>
    public long Now() => Math.Max(FromTicks(time.GetUtcNow().UtcTicks), Interlocked.Read(ref _last));

    /// <summary>The time for a date that is stored. Called by the one writer only.</summary>
    public long Next()
    {
        var now = Now();
        Interlocked.Exchange(ref _last, now);
        return now;
    }

    public static long FromTicks(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Six digits of microseconds and a Z, as the API writes dates.</summary>
    public static string ToText(long microseconds)
    {
        Span<char> text = stackalloc char[LengthToMicroseconds + 2];
        _ = DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[LengthToMicroseconds] = 'Z';
        return text[..(LengthToMicroseconds + 1)].ToString();
    }
}
