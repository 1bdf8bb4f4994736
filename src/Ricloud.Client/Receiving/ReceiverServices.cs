using System;

namespace Ricloud;

/// <summary>What every connection of a receiver shares.</summary>
internal sealed class ReceiverServices(EventReceiverOptions options, ReceiverRoute route, DeliveryHandler handler, RequestCounter counter, Func<bool> isStopping)
{
    internal EventReceiverOptions Options { get; } = options;

    internal ReceiverRoute Route { get; } = route;

    internal DeliveryHandler Handler { get; } = handler;

    internal RequestCounter Counter { get; } = counter;

    internal Func<bool> IsStopping { get; } = isStopping;
}
