using System.Collections.Frozen;

namespace Ricloud.Emulator.Faults;

/// <summary>The requests with these numbers.</summary>
internal sealed class NthTrigger(IEnumerable<long> numbers) : FaultTrigger
{
    private readonly FrozenSet<long> _numbers = numbers.ToFrozenSet();

    public override bool Fires(long number) => _numbers.Contains(number);
}
