namespace Ricloud.Emulator.Faults;

/// <summary>Every request that matches.</summary>
internal sealed class EveryTrigger : FaultTrigger
{
    public override bool Fires(long number) => true;
}
