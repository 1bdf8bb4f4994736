namespace Ricloud.Receiving;

/// <summary>What every connection of a receiver shares.</summary>
internal sealed class ReceiverServices(EventReceiverOptions options, ReceiverRoute route, DeliveryHandler handler, RequestCounter counter, Func<string> metrics, Func<bool> isStopping)
{
    public EventReceiverOptions Options { get; } = options;

    public ReceiverRoute Route { get; } = route;

    public DeliveryHandler Handler { get; } = handler;

    public RequestCounter Counter { get; } = counter;

    public Func<bool> IsStopping { get; } = isStopping;

    /// <summary>The answer to a request whose body nobody wants: whether the receiver is there, or what it has counted; null for any other.</summary>
    public ReceiverReply? AnswerToHead(HttpRequestHead head) =>
        Route.IsProbe(head) ? ReceiverReply.Present : Route.IsMetrics(head) ? ReceiverReply.Metrics(metrics()) : null;
}
