using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Records what happened, and queues it for the receiver that should hear of it.</summary>
internal sealed class EventLog(IReadOnlyList<TimeSpan> retryDelays)
{
    /// <summary>
    /// Records an event for the receiver of the key's own webhook config, else of the organisation's default.
    /// </summary>
    public EventRow Emit(Session session, long keyId, string type, string action, string data)
    {
        var receiver = ReceiverOf(session, keyId);
        var row = Events.Add(session, NewId(), type, action, data, receiver?.Id);
        if (receiver is not null)
        {
            Queue(session, row, receiver, task: null, retryDelays[0]);
        }

        return row;
    }

    /// <summary>Records the event that tests a webhook config; it goes to that config's receiver, whoever else is configured.</summary>
    public static void EmitTest(Session session, WebhookConfigRow config, TaskRow task)
    {
        var row = Events.Add(
            session, NewId(), ResourceName.WebhookConfig, "test", WebhookConfigJson.ForEvent(config), config.Id);
        Queue(session, row, config, task.Id, TimeSpan.Zero);
    }

    private static void Queue(Session session, EventRow row, WebhookConfigRow receiver, long? task, TimeSpan delay) =>
        DeliveryBacklog.Add(
            session,
            new DeliveryRow(
                row.Number, receiver.Id, task, task is null ? null : receiver.Url, DeliveryBacklog.LaneOf(receiver.Url), Tries: 0),
            session.Now() + (long)delay.TotalMicroseconds);

    private static WebhookConfigRow? ReceiverOf(Session session, long keyId) =>
        WebhookConfigs.OfKey(session, keyId) is { } config && Assumed.ReceivesEvents(config.State) ? config : null;

    // Version 7: in the order of time, so that a million of them stay quick to look up.
    private static string NewId() => Guid.CreateVersion7().ToString();
}
