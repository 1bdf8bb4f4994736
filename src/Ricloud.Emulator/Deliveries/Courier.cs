using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Measures;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Posts events to receivers, and notes each for Prometheus and for who looks on.</summary>
internal sealed class Courier(Sender sender, EmulatorMetrics metrics, ActivityLog activity, TimeProvider time)
{
    /// <param name="posting">What goes where.</param>
    /// <param name="sent">Called when the request is on its way, before there is an answer.</param>
    /// <param name="stopping">Ends the wait without a verdict.</param>
    /// <returns>What came of it, and its number in the activity.</returns>
    /// <exception cref="OperationCanceledException">The emulator stops.</exception>
    public async Task<(Sending Sending, long Number)> PostAsync(Posting posting, Action? sent, CancellationToken stopping)
    {
        var at = activity.Now();
        var began = time.GetTimestamp();
        using var tracked = metrics.TrackDelivery();
        var sending = await sender.SendAsync(posting.Address, posting.Body, posting.Secret, sent, stopping).ConfigureAwait(false);
        var duration = time.GetElapsedTime(began);
        metrics.AddDelivery(sending.Outcome, sending.Error ?? string.Empty, duration);
        var number = activity.Add(new DeliveryRecord
        {
            Kind = DeliveryRecord.Sent,
            At = at,
            Url = posting.Address.AbsoluteUri,
            Config = posting.Config,
            Event = posting.Event,
            Name = posting.Name,
            Try = posting.Try,
            ReplayOf = posting.ReplayOf,
            Signature = sending.Signature,
            Verdict = "valid",
            SecretOf = posting.Config,
            Headers = sending.Headers,
            Body = posting.Body,
            BodyLength = posting.Body.Length,
            Outcome = sending.Outcome,
            Error = sending.Error,
            Status = sending.Status,
            AnswerHeaders = sending.AnswerHeaders,
            Answer = sending.Answer,
            Duration = duration,
        });
        return (sending, number);
    }
}

/// <summary>An event that goes to a receiver.</summary>
/// <param name="Address">The receiver's URL with the event's id.</param>
/// <param name="Body">The event as JSON.</param>
/// <param name="Secret">Signs the body.</param>
/// <param name="Config">The id of the webhook config whose secret that is.</param>
/// <param name="Event">The event's id.</param>
/// <param name="Name">Its type and action.</param>
internal sealed record Posting(Uri Address, byte[] Body, string Secret, long Config, string Event, string Name)
{
    /// <summary>Which try it is, from 1 on.</summary>
    public int Try { get; init; } = 1;

    /// <summary>The number of the delivery that it repeats; null for none.</summary>
    public long? ReplayOf { get; init; }
}
