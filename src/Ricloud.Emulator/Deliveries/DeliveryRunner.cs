using System.Buffers;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Measures;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Makes one try of one delivery, and records how it went.</summary>
internal sealed class DeliveryRunner(
    Database database, Sender sender, ConfigTests tests, IReadOnlyList<TimeSpan> retryDelays, TaskWaits ended, TaskWaits sent, EmulatorMetrics metrics, TimeProvider time)
{
    // A test that ends sooner is never seen processing, which spares its receiver's queue a write.
    private static readonly TimeSpan UntilShownProcessing = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(DeliveryRow delivery, CancellationToken stopping)
    {
        var (row, config) = database.Read(session => (
            Rows.FindBy(session, Resources.Event, "number", delivery.Event), Rows.Find(session, Resources.WebhookConfig, delivery.WebhookConfig)));
        var started = database.Clock.Now();
        var error = config switch
        {
            null => DeliveryError.ConfigDeleted,
            _ when delivery.Task is null && !Assumed.ReceivesEvents(config.State) => DeliveryError.ConfigDeactivated,
            _ => null,
        };
        var isHopeless = error is not null;
        if (isHopeless)
        {
            metrics.AddDelivery("hopeless", error!, duration: null);
        }
        else
        {
            var address = ReceiverAddress.ForEvent(delivery.TestUrl ?? config!.Text("url"), row!.Text("id"));
            error = await SendAsync(delivery, address, Body(row.With(Retries(delivery.Tries))), config!.Text("secret"), started, stopping).ConfigureAwait(false);
        }

        await database.WriteLaterAsync(session => Record(session, delivery, row!, error, isHopeless, started)).ConfigureAwait(false);
        if (delivery.Task is { } task)
        {
            sent.Happened(task);
            ended.Happened(task);
        }
    }

    private async Task<string?> SendAsync(
        DeliveryRow delivery, Uri address, byte[] body, string secret, long started, CancellationToken stopping)
    {
        Action? onSent = delivery.Task is { } task ? () => sent.Happened(task) : null;
        var sending = MeasureAsync(() => sender.SendAsync(address, body, secret, onSent, stopping));
        if (delivery.Task is { } test
            && await Task.WhenAny(sending, Task.Delay(UntilShownProcessing, time, stopping)).ConfigureAwait(false) != sending)
        {
            _ = database.WriteLaterAsync(session =>
            {
                TaskLog.Start(session, test, started);
                return true;
            });
        }

        return await sending.ConfigureAwait(false);
    }

    private async Task<string?> MeasureAsync(Func<Task<string?>> send)
    {
        var began = time.GetTimestamp();
        using (metrics.TrackDelivery())
        {
            var error = await send().ConfigureAwait(false);
            var outcome = error is null ? "accepted" : DeliveryError.IsAnswer(error) ? "refused" : "failed";
            metrics.AddDelivery(outcome, error ?? string.Empty, time.GetElapsedTime(began));
            return error;
        }
    }

    private bool Record(Session session, DeliveryRow delivery, Row row, string? error, bool isHopeless, long started)
    {
        var tries = delivery.Tries + (isHopeless ? 0 : 1);
        var most = delivery.Task is null ? retryDelays.Count : Assumed.TestTries;
        long retries = Math.Max(0, tries - 1);
        if (error is not null && !isHopeless && tries < most)
        {
            DeliveryBacklog.Postpone(session, delivery, tries, session.Now() + (long)retryDelays[tries].TotalMicroseconds);
            Rows.Change(session, row, Retries(retries));
            return true;
        }

        DeliveryBacklog.Remove(session, delivery);
        EventLog.Settle(session, row, delivered: error is null, retries);
        if (delivery.Task is { } task)
        {
            tests.End(session, task, error, started);
        }

        return true;
    }

    private static Dictionary<string, object?> Retries(long number) => new() { ["retries"] = number };

    private static byte[] Body(Row row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            ResourceJson.Write(writer, row);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
