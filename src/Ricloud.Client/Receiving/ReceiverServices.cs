namespace Ricloud.Receiving;

/// <summary>What every connection of a receiver shares.</summary>
internal sealed class ReceiverServices(EventReceiverOptions options, ReceiverRoute route, DeliveryHandler handler, RequestCounter counter, Func<bool> isStopping)
{
    public EventReceiverOptions Options { get; } = options;

    public ReceiverRoute Route { get; } = route;

    public DeliveryHandler Handler { get; } = handler;

    public RequestCounter Counter { get; } = counter;

    public Func<bool> IsStopping { get; } = isStopping;
}
