using System.Buffers;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Measures;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Makes one try of one delivery, and records how it went.</summary>
internal sealed class DeliveryRunner(
    Database database, Courier courier, ConfigTests tests, IReadOnlyList<TimeSpan> retryDelays, TaskWaits ended, TaskWaits sent, EmulatorMetrics metrics, ActivityLog activity, TimeProvider time)
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
            var posting = new Posting(address, Body(row.With(Retries(delivery.Tries))), config!.Text("secret"), config.Id, row.Text("id"), row.Text("type") + "." + row.Text("action"))
            {
                Try = (int)delivery.Tries + 1,
            };
            error = await SendAsync(delivery, posting, started, stopping).ConfigureAwait(false);
        }

        await database.WriteLaterAsync(session => Record(session, delivery, row!, error, isHopeless, started)).ConfigureAwait(false);
        if (delivery.Task is { } task)
        {
            Tell(delivery.WebhookConfig, task, error);
            sent.Happened(task);
            ended.Happened(task);
        }
    }

    /// <summary>Whoever looks on hears what a test has made of its config, unless something later has.</summary>
    private void Tell(long id, long task, string? error)
    {
        if (database.Read(session => Rows.Find(session, Resources.WebhookConfig, id)) is { } config && config.Number("verdict_task") == task)
        {
            activity.Add(config, error is null ? $"test {task} passed" : $"test {task} failed: {error}");
        }
    }

    private async Task<string?> SendAsync(DeliveryRow delivery, Posting posting, long started, CancellationToken stopping)
    {
        Action? onSent = delivery.Task is { } task ? () => sent.Happened(task) : null;
        var sending = courier.PostAsync(posting, onSent, stopping);
        if (delivery.Task is { } test
            && await Task.WhenAny(sending, Task.Delay(UntilShownProcessing, time, stopping)).ConfigureAwait(false) != sending)
        {
            _ = database.WriteLaterAsync(session =>
            {
                TaskLog.Start(session, test, started);
                return true;
            });
        }

        return (await sending.ConfigureAwait(false)).Sending.Error;
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
