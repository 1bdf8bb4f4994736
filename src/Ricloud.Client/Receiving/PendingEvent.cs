using Ricloud.Values;

namespace Ricloud.Receiving;

/// <summary>
/// A verified event whose sender waits for the answer. Whoever takes it says <see cref="Accept"/> once the event is safe,
/// or <see cref="Reject"/>, after which the sender tries again later. The first word counts.
/// </summary>
internal sealed class PendingEvent(EventLedger ledger, RicloudEvent received, Delivery delivery, string? verdict)
{
    private readonly TaskCompletionSource<bool> _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventLedger _ledger = ledger;

    /// <summary>The event.</summary>
    public RicloudEvent Event { get; } = received;

    /// <summary>The raw body that was signed. Not to be changed.</summary>
    public byte[] Body { get; } = delivery.Body;

    /// <summary>The signature header as it came; <see langword="null"/> without one.</summary>
    public string? Signature { get; } = delivery.Head.Signature;

    /// <summary>The body's content type as it came; <see langword="null"/> without one.</summary>
    public string? ContentType { get; } = delivery.Head.ContentType;

    /// <summary>When the whole request was there, in local time.</summary>
    public DateTime ReceivedAt { get; } = delivery.ReceivedAt.LocalDateTime;

    /// <summary><see cref="Webhooks.WebhookVerdict.Valid"/>; <see langword="null"/> when unsigned events are allowed and nothing was verified.</summary>
    public string? Verdict { get; } = verdict;

    /// <summary>The event's id, to know it by.</summary>
    public string Id => ApiId.Text(Event.Id)!;

    public Task<bool> Accepted => _accepted.Task;

    /// <summary>Makes the object that is handed over: the event, with how and when it came.</summary>
    /// <returns>The event as it was received.</returns>
    public ReceivedEvent ToReceivedEvent() => new(Event, Body)
    {
        ReceivedAt = ReceivedAt,
        Verdict = Verdict,
        Signature = Signature,
    };

    /// <summary>The event is handed over: its sender gets 200, and so does every later delivery of it.</summary>
    /// <returns>Whether this was the first word on it.</returns>
    public bool Accept() => _ledger.Settle(this, accepted: true);

    /// <summary>The event isn't taken: its sender gets 503 and is to try again.</summary>
    /// <returns>Whether this was the first word on it.</returns>
    public bool Reject() => _ledger.Settle(this, accepted: false);

    public void Answer(bool accepted) => _ = _accepted.TrySetResult(accepted);
}
