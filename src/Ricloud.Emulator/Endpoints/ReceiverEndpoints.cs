using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Measures;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>Receivers to try webhooks with, one for each name that anybody posts to.</summary>
internal sealed class ReceiverEndpoints(Database database, ReceiverLog log, EmulatorMetrics metrics, ActivityLog activity, TimeProvider time, CancellationToken stopping)
{
    private const string Path = ThisEmulator.Prefix + "/receiver";
    private const int LongestDelay = 60_000;

    public IEnumerable<Route> Routes =>
    [
        new("POST", Path + "/{}", ReceiveAsync, NeedsToken: false),
        new("POST", Path + "/{}/{}", ReceiveAsync, NeedsToken: false),
        new("GET", Path + "/{}", ListAsync),
    ];

    private async Task ReceiveAsync(Exchange exchange)
    {
        var body = await BodyReader.ReadBytesAsync(exchange.Request).ConfigureAwait(false);
        var problems = new Problems();
        var status = Number(exchange.Request, "status", 200, 200, 599, problems);
        var delay = Number(exchange.Request, "delay", 0, 0, LongestDelay, problems);
        problems.ThrowIfAny();
        var name = exchange.PathValue(0);
        var eventId = exchange.PathValues.Count > 1 ? exchange.PathValue(1) : null;
        var signature = exchange.Request.Headers.TryGetValue(Documented.SignatureHeader, out var header) ? header.ToString() : null;
        IReadOnlyList<Signer> signers = signature is null ? [] : database.Read(session => FindSigners(session, name, eventId));
        var (verdict, signedBy) = SignatureVerdict.Judge(signature, body, signers, time.GetUtcNow().ToUnixTimeSeconds());
        metrics.AddReceived(verdict);
        activity.Add(Record(exchange, body, new DeliveryRecord
        {
            Kind = DeliveryRecord.Received,
            At = activity.Now(),
            Url = $"{Path}/{name}{(eventId is null ? "" : "/" + eventId)}{exchange.Request.QueryString.Value}",
            Event = eventId,
            Signature = signature,
            Verdict = verdict,
            Config = signedBy,
            SecretOf = signedBy,
            Outcome = status < 300 ? "accepted" : "refused",
            Error = status < 300 ? null : $"status-{status}",
            Status = status,
        }));
        log.Add(name, new ReceivedRequest(
            Clock.FromTicks(time.GetUtcNow().UtcTicks),
            eventId,
            exchange.Request.QueryString.Value ?? "",
            signature,
            verdict,
            status,
            Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, ReceiverLog.MaximumBodyKept))),
            body.Length));
        if (delay > 0)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Aborted, stopping);
            await Task.Delay(delay, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        exchange.Http.Response.StatusCode = status;
    }

    private static DeliveryRecord Record(Exchange exchange, byte[] body, DeliveryRecord record) => record with
    {
        Name = NameOf(body),
        Headers = string.Concat(exchange.Request.Headers.Where(header => header.Key != "Authorization").Select(header => $"{header.Key}: {header.Value}\n")),
        Body = body,
        BodyLength = body.Length,
    };

    private static string? NameOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("type", out var type) && root.TryGetProperty("action", out var action)
                && Body.TextOf(type) is { } one && Body.TextOf(action) is { } other ? one + "." + other : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task ListAsync(Exchange exchange)
    {
        var name = exchange.PathValue(0);
        var requests = log.Of(name);
        var page = new ListPage<ReceivedRequest>(requests, HasMore: false, requests.Count);
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, $"{Path}/{Uri.EscapeDataString(name)}", WriteRequest));
    }

    /// <summary>Finds the configs that a request may be signed by.</summary>
    private static List<Signer> FindSigners(Session session, string receiver, string? eventId)
    {
        var id = eventId is null ? null : Ids.Uuid(eventId);
        var signer = id is null ? null : Queries.SignerOfEvent(session, id);
        return signer is not null ? [signer] : Queries.SignersByUrl(session, $"{Path}/{receiver}");
    }

    private static void WriteRequest(Utf8JsonWriter writer, ReceivedRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", "received_request");
        writer.WriteDate("date_received", request.ReceivedAt);
        writer.WriteString("event", request.EventId);
        writer.WriteString("query", request.Query);
        writer.WriteString("signature", request.Signature);
        writer.WriteString("verdict", request.Verdict);
        writer.WriteNumber("status", request.Status);
        writer.WriteNumber("body_length", request.BodyLength);
        writer.WriteString("body", request.Body);
        writer.WriteEndObject();
    }

    private static int Number(HttpRequest request, string name, int otherwise, int least, int most, Problems problems)
    {
        string? text = request.Query[name];
        if (text is null)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(name, $"It must be a number from {least} to {most}.");
        return otherwise;
    }
}
