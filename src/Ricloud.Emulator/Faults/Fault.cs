namespace Ricloud.Emulator.Faults;

/// <summary>What is done to a request, once its rule has fired.</summary>
internal abstract class Fault
{
    public abstract Task ApplyAsync(FaultedRequest request);
}
