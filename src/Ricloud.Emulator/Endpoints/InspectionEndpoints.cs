using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What happens, live, for the inspector: deliveries, requests and states of configs.</summary>
internal sealed class InspectionEndpoints(Database database, ActivityLog activity, Courier courier, bool isOfReceiver, CancellationToken stopping)
{
    private const string Deliveries = ThisEmulator.Prefix + "/deliveries";
    private const int MostAtOnce = 500;
    private const int UsualBody = 16 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly Field[] ReplayFields = [new("url") { Problem = ReceiverAddress.Problem }];

    public IEnumerable<Route> Routes =>
    [
        new("GET", ThisEmulator.Prefix + "/activity", StreamAsync),
        new("GET", Deliveries + "/{}", AnswerDeliveryAsync),
        new("POST", Deliveries + "/{}/replay", ReplayAsync),
        new("GET", ThisEmulator.Prefix + "/configs/{}/history", AnswerHistoryAsync),
        new("GET", ThisEmulator.Prefix + "/picture", AnswerPictureAsync),
    ];

    /// <summary>JSON, an object a line, as long as the caller listens: what is kept, then what comes. An empty object now and then shows that it still lives.</summary>
    private async Task StreamAsync(Exchange exchange)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Aborted, stopping);
        var last = Number(exchange.Request, "after", 0);
        exchange.Http.Response.ContentType = "application/x-ndjson";
        exchange.Http.Response.Headers.CacheControl = "no-store";
        try
        {
            await exchange.Http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(Hello + "\n"), gone.Token).ConfigureAwait(false);
            while (!gone.IsCancellationRequested)
            {
                var (found, dropped, more) = activity.After(last, MostAtOnce);
                await exchange.Http.Response.BodyWriter.WriteAsync(Lines(found, dropped), gone.Token).ConfigureAwait(false);
                if (found.Count > 0)
                {
                    last = found[^1].Number;
                }
                else
                {
                    await more.WaitAsync(Heartbeat, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more, or the emulator stops.
        }
    }

    /// <summary>Which process it is, and which views have anything to show; all where that isn't said.</summary>
    private string Hello => $"{{\"kind\":\"hello\",\"started\":\"{activity.Process}\"{(isOfReceiver ? ",\"views\":[\"deliveries\",\"picture\"]" : "")}}}";

    private static ReadOnlyMemory<byte> Lines(IReadOnlyList<Activity> found, long dropped)
    {
        ArrayBufferWriter<byte> lines = new(256);
        if (dropped > 0)
        {
            Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("kind", "dropped");
                writer.WriteNumber("count", dropped);
                writer.WriteEndObject();
            });
        }

        foreach (var one in found)
        {
            Write(writer => InspectionJson.Write(writer, one));
        }

        if (found.Count == 0)
        {
            lines.Write("{}\n"u8);
        }

        return lines.WrittenMemory;

        void Write(Action<Utf8JsonWriter> write)
        {
            using (Utf8JsonWriter writer = new(lines, JsonText.Options))
            {
                write(writer);
            }

            lines.Write("\n"u8);
        }
    }

    private Task AnswerDeliveryAsync(Exchange exchange)
    {
        var (number, delivery) = Find(exchange);
        var limit = (int)Math.Min(Number(exchange.Request, "limit", UsualBody), int.MaxValue);
        return exchange.AnswerAsync(writer => InspectionJson.WriteWhole(writer, number, delivery, limit));
    }

    /// <summary>Sends a delivery again, with a signature of now, to its receiver or to another one.</summary>
    private async Task ReplayAsync(Exchange exchange)
    {
        var (number, delivery) = Find(exchange);
        var body = await Body.ReadAsync(exchange.Request, ReplayFields).ConfigureAwait(false);
        body.ThrowIfSettled();
        var config = delivery.Config is { } id ? database.Read(session => Rows.Find(session, Resources.WebhookConfig, id)) : null;
        if (delivery.Kind != DeliveryRecord.Sent || config is null)
        {
            throw new RefusedException(400, ErrorCode.InvalidParameter, "Only a delivery whose webhook config is still there can be sent again.");
        }

        var address = body.Values.GetValueOrDefault("url") is string url ? ReceiverAddress.ForEvent(url, delivery.Event!) : new Uri(delivery.Url);
        var posting = new Posting(address, delivery.Body, config.Text("secret"), config.Id, delivery.Event!, delivery.Name!) { Try = delivery.Try, ReplayOf = number };
        var (_, made) = await courier.PostAsync(posting, sent: null, stopping).ConfigureAwait(false);
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => InspectionJson.WriteWhole(writer, made, activity.Find(made) ?? delivery, UsualBody)).ConfigureAwait(false);
    }

    /// <summary>What a config has been: as long as the process lives, and what its tests tell of before.</summary>
    private Task AnswerHistoryAsync(Exchange exchange)
    {
        var id = Ids.TryParse(exchange.PathValue(0), out var given) ? given : throw RefusedException.NotFound(Resources.WebhookConfig.Title);
        var history = activity.HistoryOf(id);
        if (history.Count == 0)
        {
            var config = database.Read(session => Rows.Find(session, Resources.WebhookConfig, id)) ?? throw RefusedException.NotFound(Resources.WebhookConfig.Title);
            history = [new ConfigRecord(config.Number("date_created"), id, config.Text("url"), config.State, "before this process")];
        }

        return exchange.AnswerAsync(writer => ListJson.WriteAll(writer, history, exchange.Request.Path.Value!, InspectionJson.Write));
    }

    private Task AnswerPictureAsync(Exchange exchange) => exchange.AnswerAsync(writer =>
    {
        writer.WriteStartObject();
        writer.WriteDate("now", activity.Now());
        writer.WriteStartArray("bounds_ms");
        Array.ForEach(Picture.Bounds, writer.WriteNumberValue);
        writer.WriteEndArray();
        writer.WriteStartArray("minutes");
        foreach (var (begins, outcomes, durations) in activity.Picture.Read(activity.Now()))
        {
            writer.WriteStartObject();
            writer.WriteDate("begins", begins);
            foreach (var (outcome, count) in outcomes)
            {
                writer.WriteNumber(outcome, count);
            }

            writer.WriteStartArray("durations");
            Array.ForEach(durations, writer.WriteNumberValue);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private (long Number, DeliveryRecord Delivery) Find(Exchange exchange) =>
        Ids.TryParse(exchange.PathValue(0), out var number) && activity.Find(number) is { } delivery ? (number, delivery) : throw RefusedException.NotFound("delivery");

    private static long Number(HttpRequest request, string name, long otherwise) =>
        !request.Query.TryGetValue(name, out var text) ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Problems.Of("It must be a whole number.", name);
}
