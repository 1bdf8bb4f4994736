namespace Ricloud.Emulator.Faults;

/// <summary>Decides which of the requests that a rule matches it fires on.</summary>
internal abstract class FaultTrigger
{
    /// <summary>Called once for each request that matches, in the order of their arrival.</summary>
    /// <param name="number">The first is 1.</param>
    public abstract bool Fires(long number);
}
