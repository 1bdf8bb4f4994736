using System.Collections.Frozen;

namespace Ricloud.Emulator.Faults;

/// <summary>Decides which of the requests that a rule matches it fires on.</summary>
internal abstract class FaultTrigger
{
    /// <summary>Called once for each request that matches, in the order of their arrival.</summary>
    /// <param name="number">The first is 1.</param>
    public abstract bool Fires(long number);
}

/// <summary>Every request that matches.</summary>
internal sealed class EveryTrigger : FaultTrigger
{
    public override bool Fires(long number) => true;
}

/// <summary>The requests with these numbers.</summary>
internal sealed class NthTrigger(IEnumerable<long> numbers) : FaultTrigger
{
    private readonly FrozenSet<long> _numbers = numbers.ToFrozenSet();

    public override bool Fires(long number) => _numbers.Contains(number);
}

/// <summary>
/// A share of the requests. Which ones follows from the seed and the request's number alone (SplitMix64), so that a run
/// can be had again, whatever other rules there are and on every version of .NET.
/// </summary>
internal sealed class ProbabilityTrigger(double probability, long seed) : FaultTrigger
{
    private const double UnitOf53Bits = 1.0 / (1L << 53);

    public override bool Fires(long number)
    {
        unchecked
        {
            var mixed = Mix(Mix((ulong)seed) + (ulong)number);
            return (mixed >> 11) * UnitOf53Bits < probability;
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}

/// <summary>The requests beyond a number in a window of time. A window begins with the first request after the one before ended.</summary>
internal sealed class RateTrigger(long limit, TimeSpan window, TimeProvider time) : FaultTrigger
{
    private readonly long _start = time.GetTimestamp();
    private long _endTicks;
    private long _inWindow;

    /// <summary>How long the window goes on.</summary>
    public TimeSpan Left => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _endTicks) - NowTicks));

    private long NowTicks => time.GetElapsedTime(_start).Ticks;

    public override bool Fires(long number)
    {
        var now = NowTicks;
        if (_inWindow == 0 || now >= _endTicks)
        {
            Interlocked.Exchange(ref _endTicks, now + window.Ticks);
            _inWindow = 0;
        }

        return ++_inWindow > limit;
    }
}
