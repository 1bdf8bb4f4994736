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
    public Row Emit(Session session, long keyId, string type, string action, string data)
    {
        var receiver = Queries.WebhookConfigOfKey(session, keyId);
        if (receiver is not null && !Assumed.ReceivesEvents(receiver.State))
        {
            receiver = null;
        }

        var added = Add(session, type, action, data, receiver);
        if (receiver is not null)
        {
            Queue(session, added, receiver, task: null, retryDelays[0]);
        }

        return added;
    }

    /// <summary>Records the event that tests a webhook config; it goes to that config's receiver, whoever else is configured.</summary>
    public static void EmitTest(Session session, Row config, Row task)
    {
        var added = Add(session, config.Resource.Name, "test", ResourceJson.ForEvent(config), config);
        Queue(session, added, config, task.Id, TimeSpan.Zero);
    }

    /// <summary>Records that there will be no further try.</summary>
    public static void Settle(Session session, Row pending, bool delivered, long retries) => Rows.Change(session, pending, new()
    {
        ["state"] = delivered ? State.Delivered : State.Failed,
        ["retries"] = retries,
        ["date_delivered"] = delivered ? session.Now() : null,
    });

    // An id of version 7: in the order of time, so that a million of them stay quick to look up.
    private static Row Add(Session session, string type, string action, string data, Row? receiver) => Rows.Add(session, Resources.Event, new()
    {
        ["id"] = Guid.CreateVersion7().ToString(),
        ["type"] = type,
        ["action"] = action,
        ["data"] = data,
        ["webhook_config"] = receiver?.Id,
        ["state"] = receiver is null ? Assumed.StateWithoutReceiver : State.Pending,
        ["retries"] = 0L,
    });

    private static void Queue(Session session, Row added, Row receiver, long? task, TimeSpan delay)
    {
        var url = receiver.Text("url");
        DeliveryBacklog.Add(
            session,
            new DeliveryRow(added.Number("number"), receiver.Id, task, task is null ? null : url, DeliveryBacklog.LaneOf(url), Tries: 0),
            session.Now() + (long)delay.TotalMicroseconds);
    }
}
