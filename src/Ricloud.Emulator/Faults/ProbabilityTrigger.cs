namespace Ricloud.Emulator.Faults;

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
