namespace Ricloud.Emulator.Deliveries;

/// <summary>What is under way to one receiver.</summary>
internal sealed class Lane(long id)
{
    public long Id { get; } = id;

    /// <summary>The numbers of the events under way.</summary>
    public HashSet<long> InFlight { get; } = [];

    /// <summary>Nothing was due, and the store is being told so.</summary>
    public bool IsGoingToRest { get; set; }
}
