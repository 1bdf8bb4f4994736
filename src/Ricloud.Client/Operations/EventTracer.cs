using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using Ricloud.Changes;
using Ricloud.Events;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Webhooks;

namespace Ricloud.Operations;

/// <summary>Walks the way of an event, and stops where it breaks.</summary>
/// <param name="client">The API.</param>
/// <param name="probes">Looks at the receiver from here; <see langword="null"/> to leave it alone.</param>
/// <param name="timeout">How long each look at the receiver may take.</param>
internal sealed class EventTracer(RicloudClient client, EventSender? probes, TimeSpan timeout)
{
    private readonly EventRouter _router = new(client);

    /// <summary>Walks the way of one that has happened.</summary>
    /// <exception cref="RicloudException">As for any request to the API.</exception>
    public async Task<EventTrace> OfAsync(RicloudEvent occurrence, Call call)
    {
        EventTrace trace = new()
        {
            Id = occurrence.Id,
            Type = occurrence.Type,
            Action = occurrence.Action,
            Key = EventRouter.KeyOf(occurrence),
            State = occurrence.State,
            Retries = occurrence.Retries,
        };
        var route = await _router.OfAsync(occurrence, call).ConfigureAwait(false);
        return occurrence.State == RicloudEventState.Delivered
            ? TraceFindings.Delivered(Placed(trace, route), occurrence.DateDelivered)
            : await WalkAsync(trace, route, call).ConfigureAwait(false);
    }

    /// <summary>Walks the way of one that hasn't happened.</summary>
    /// <exception cref="RicloudException">As for any request to the API.</exception>
    public async Task<EventTrace> OfAsync(object key, string? type, string? action, Call call)
    {
        // One that isn't there would be taken for one without a config of its own.
        var known = await client.Keys.GetAsync(key, call).ConfigureAwait(false);
        EventTrace trace = new() { Type = type, Action = action, Key = known.Id };
        return await WalkAsync(trace, await _router.OfAsync(known.Id, call).ConfigureAwait(false), call).ConfigureAwait(false);
    }

    private static EventTrace Placed(EventTrace trace, EventRoute route)
    {
        trace.Rule = route.Rule;
        trace.WebhookConfig = route.ConfigId;
        trace.Url = route.Config?.Url;
        trace.ConfigState = route.Config?.State;
        return trace;
    }

    private async Task<EventTrace> WalkAsync(EventTrace trace, EventRoute route, Call call)
    {
        if (Placed(trace, route).WebhookConfig is null)
        {
            return TraceFindings.NoRoute(trace);
        }

        if (route.Config is not { } config)
        {
            return TraceFindings.Gone(trace);
        }

        var test = await client.Tasks.LatestTestAsync(ConfigKind.Webhook, config.Id, call).ConfigureAwait(false);
        trace.LastTest = test?.DateCompleted;
        trace.LastError = test?.Error;
        return config.State switch
        {
            ConfigState.Deactivated => TraceFindings.Deactivated(trace),
            _ when probes is not null && !await ReachesAsync(trace, config, call).ConfigureAwait(false) => trace,
            ConfigState.Invalid => TraceFindings.TestFailed(trace),
            ConfigState.New => TraceFindings.Untested(trace),
            _ => TraceFindings.Free(trace, isProbed: probes is not null),
        };
    }

    /// <summary>
    /// Whether the receiver can be reached from here and takes what the API would send; otherwise the trace says why not. By then
    /// the probe's connection is closed: a receiver may serve one at a time.
    /// </summary>
    private async Task<bool> ReachesAsync(EventTrace trace, WebhookConfig config, Call call) =>
        await ConnectsAsync(trace, new Uri(config.Url)).ConfigureAwait(false) && await TakesAsync(trace, config, call).ConfigureAwait(false);

    private async Task<bool> ConnectsAsync(EventTrace trace, Uri address)
    {
        ReceiverProbe probe = new(address, timeout);
        try
        {
            trace.Addresses = await probe.ResolveAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            _ = TraceFindings.NoName(trace, address);
            return false;
        }

        try
        {
            var (connection, took) = await probe.ConnectAsync().ConfigureAwait(false);
            using (connection)
            {
                trace.ConnectTime = took;
                return address.Scheme != Uri.UriSchemeHttps || await IsSecureAsync(trace, address, probe, connection).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            _ = TraceFindings.NoConnection(trace, address, e is TimeoutException ? null : e.Message);
            return false;
        }
    }

    private static async Task<bool> IsSecureAsync(EventTrace trace, Uri address, ReceiverProbe probe, TcpClient connection)
    {
        string? problem;
        try
        {
            (trace.CertificateEnds, problem) = await probe.SecureAsync(connection).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or TimeoutException)
        {
            _ = TraceFindings.NoTls(trace, address);
            return false;
        }

        if (problem is not null)
        {
            _ = TraceFindings.BadCertificate(trace, address, problem);
        }

        return problem is null;
    }

    private async Task<bool> TakesAsync(EventTrace trace, WebhookConfig config, Call call)
    {
        if (config.RevealSecret() is not { } secret)
        {
            _ = TraceFindings.NoSecret(trace);
            return false;
        }

        Dictionary<string, object?> data = new() { ["id"] = config.Id, ["resource"] = config.Resource, ["url"] = config.Url, ["state"] = config.State };
        var test = OutgoingEvent.New(ResourceType.WebhookConfig, "test", data, DateTimeOffset.UtcNow);
        try
        {
            var delivery = await probes!.SendAsync(config.Url, test, WebhookSignature.Sign(test.Body, secret, DateTimeOffset.UtcNow), null, call.Token).ConfigureAwait(false);
            trace.StatusCode = delivery.StatusCode;
            if (!delivery.IsAccepted)
            {
                _ = TraceFindings.Refused(trace, delivery.StatusCode, new RicloudSecret(secret).MaskIn(delivery.Answer));
            }

            return delivery.IsAccepted;
        }
        catch (RicloudException e) when (e.Kind == RicloudErrorKind.DeliveryFailed)
        {
            _ = TraceFindings.NoAnswer(trace, e.Message);
            return false;
        }
    }
}
