using Ricloud.Events;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Webhooks;

namespace Ricloud.Operations;

/// <summary>Sends events again to where they would have gone, or to where somebody wants them. For several callers at once.</summary>
internal sealed class EventRestorer(EventRouter router, RestoreTarget? to, EventSender sender, RestoreJournal? journal)
{
    /// <summary>Finds out where an event goes to. Nothing is sent to a config that is switched off.</summary>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<EventRestoration> PlanAsync(RicloudEvent occurrence, Call call)
    {
        var route = to is null ? await router.OfAsync(occurrence, call).ConfigureAwait(false) : new EventRoute(EventRoute.Given, to.Config, to.Config?.Id);
        EventRestoration plan = new()
        {
            Id = occurrence.Id,
            Type = occurrence.Type,
            Action = occurrence.Action,
            DateCreated = occurrence.DateCreated,
            State = occurrence.State,
            Retries = occurrence.Retries,
            WebhookConfig = route.ConfigId,
            Rule = route.Rule,
            Url = to?.Url ?? route.Config?.Url ?? string.Empty,
        };
        var obstacle = to is null ? Obstacle(route, occurrence) : null;
        return obstacle is null
            ? new EventRestoration(plan) { Reason = Why(occurrence, route.Config) }
            : new EventRestoration(plan) { Outcome = RestoreOutcome.Nowhere, Reason = obstacle };
    }

    /// <summary>Sends it. A receiver that doesn't take it is an outcome and no failure.</summary>
    /// <param name="occurrence">The event.</param>
    /// <param name="plan">Where to.</param>
    /// <param name="call">Ends it early; the receiver may have got it all the same.</param>
    /// <exception cref="System.IO.IOException">The journal can't be written.</exception>
    public async Task<EventRestoration> SendAsync(RicloudEvent occurrence, EventRestoration plan, Call call)
    {
        var secret = to?.Secret ?? (await router.OfAsync(occurrence, call).ConfigureAwait(false)).Config!.Secret!.Reveal();
        var outgoing = OutgoingEvent.Of(occurrence);
        EventRestoration done;
        try
        {
            var delivery = await sender.SendAsync(
                plan.Url, outgoing, WebhookSignature.Sign(outgoing.Body, secret, DateTimeOffset.UtcNow), null, call.Token).ConfigureAwait(false);
            var answer = new RicloudSecret(secret).MaskIn(delivery.Answer);
            done = new EventRestoration(plan)
            {
                Outcome = delivery.IsAccepted ? RestoreOutcome.Sent : RestoreOutcome.Refused,
                StatusCode = delivery.StatusCode,
                Reason = delivery.IsAccepted ? plan.Reason : $"The receiver answered {delivery.StatusCode}{(answer.Length > 0 ? $" and '{answer}'" : string.Empty)}.",
            };
        }
        catch (RicloudException e) when (e.Kind == RicloudErrorKind.DeliveryFailed)
        {
            // Nobody has answered, so the next run tries it again by itself.
            return new EventRestoration(plan) { Outcome = RestoreOutcome.Failed, Reason = e.Message };
        }

        journal?.Note(done);
        return done;
    }

    private static string? Obstacle(EventRoute route, RicloudEvent occurrence) => route switch
    {
        { Rule: EventRoute.None } => $"Neither {(EventRouter.KeyOf(occurrence) is { } key ? $"key {key}" : "a key")} nor the organisation has a webhook config for it.",
        { Config: null } => $"Webhook config {route.ConfigId} is gone.",
        { Config.State: ConfigState.Deactivated } => $"Webhook config {route.ConfigId} is deactivated.",
        { Config.Secret: null } => $"The API doesn't show the secret of webhook config {route.ConfigId}.",
        _ => null,
    };

    private static string Why(RicloudEvent occurrence, WebhookConfig? config)
    {
        var tries = occurrence.Retries is { } retries ? $" after {retries} {(retries == 1 ? "retry" : "retries")}" : string.Empty;
        var state = config is null or { State: ConfigState.Valid } ? string.Empty : $", and webhook config {config.Id} is {config.State}";
        return $"It is {occurrence.State ?? "not delivered"}{tries}{state}.";
    }
}
