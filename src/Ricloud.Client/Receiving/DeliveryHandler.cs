using Ricloud.Values;
using Ricloud.Webhooks;

namespace Ricloud.Receiving;

/// <summary>
/// Decides on whole requests, in this order: the signature, what the body says it is, whether it was there before,
/// and only then the consumer. Nothing unverified gets further than the first step.
/// </summary>
internal sealed class DeliveryHandler(EventReceiverOptions options, SecretGate gate, EventLedger ledger, EventQueue queue)
{
    /// <summary>Decides on one request; how long that takes is the consumer's matter.</summary>
    public async Task<ReceiverReply> HandleAsync(Delivery delivery, ConnectionDeadline deadline)
    {
        string? verdict = null;
        if (!options.AllowUnsigned)
        {
            if (await VerifierAsync(deadline).ConfigureAwait(false) is not { } verifier)
            {
                return ReceiverReply.Later(ReceiverOutcome.SecretUnknown, "The receiver doesn't know its secret yet.");
            }

            var verification = verifier.Verify(delivery.Head.Signature, delivery.Body, options.Clock());
            if (!verification.IsValid)
            {
                var refusal = Refuse(delivery, verification);
                refusal.Verdict = verification.Verdict;
                return refusal;
            }

            verdict = verification.Verdict;
        }

        var reply = await DecideAsync(delivery, verdict).ConfigureAwait(false);
        reply.Verdict = verdict ?? RequestCounter.Unverified;
        return reply;
    }

    /// <summary>Decides on one whose signature is right, or of no interest.</summary>
    private async Task<ReceiverReply> DecideAsync(Delivery delivery, string? verdict)
    {
        if (Read(delivery.Body) is not { } received)
        {
            return ReceiverReply.Refused(400, ReceiverOutcome.Malformed, "The body is no event in JSON with an id.");
        }

        if (ApiId.Text(received.Id) != delivery.PathId)
        {
            return ReceiverReply.Refused(400, ReceiverOutcome.Malformed, "The path names another event than the body.");
        }

        return options.Filter(received)
            ? await HandOverAsync(new PendingEvent(ledger, received, delivery, verdict)).ConfigureAwait(false)
            : ReceiverReply.Taken(ReceiverOutcome.Filtered, received);
    }

    // No credentials at all is 401 like wrong ones; a header that is there but can't be read is the sender's mistake.
    private static ReceiverReply Refuse(Delivery delivery, WebhookVerification verification) =>
        verification.Verdict == WebhookVerdict.Malformed && !string.IsNullOrEmpty(delivery.Head.Signature)
            ? ReceiverReply.Refused(400, ReceiverOutcome.Malformed, verification.Reason)
            : ReceiverReply.Refused(401, ReceiverOutcome.SignatureRefused, verification.Reason);

    private static RicloudEvent? Read(byte[] body)
    {
        try
        {
            return RicloudEvent.Parse(body);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<WebhookVerifier?> VerifierAsync(ConnectionDeadline deadline)
    {
        if (gate.Verifier is null)
        {
            try
            {
                deadline.StartWaiting(options.Limits.HoldTime);
                await deadline.WithinAsync(gate.Opened).ConfigureAwait(false);
                deadline.Clear();
            }
            catch (ConnectionOverException)
            {
                return null;
            }
        }

        return gate.Verifier;
    }

    private async Task<ReceiverReply> HandOverAsync(PendingEvent pending)
    {
        var known = ledger.Begin(pending);
        if (known is null)
        {
            return ReceiverReply.Taken(ReceiverOutcome.Duplicate, pending.Event);
        }

        var isNew = known == pending;
        if (isNew && !queue.TryAdd(pending))
        {
            _ = pending.Reject();
            return ReceiverReply.Later(ReceiverOutcome.Busy, "Too many events wait for the consumer.", pending.Event);
        }

        return await known.Accepted.ConfigureAwait(false)
            ? ReceiverReply.Taken(isNew ? ReceiverOutcome.HandedOver : ReceiverOutcome.Duplicate, pending.Event)
            : ReceiverReply.Later(ReceiverOutcome.NotTaken, "The consumer didn't take the event.", pending.Event);
    }
}
