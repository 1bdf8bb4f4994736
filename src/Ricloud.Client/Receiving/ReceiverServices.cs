using System;

namespace Ricloud;

/// <summary>What every connection of a receiver shares.</summary>
internal sealed record ReceiverServices(
    EventReceiverOptions Options,
    ReceiverRoute Route,
    DeliveryHandler Handler,
    RequestCounter Counter,
    Func<bool> IsStopping);
