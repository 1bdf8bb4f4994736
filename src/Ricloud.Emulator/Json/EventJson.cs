using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

internal static class EventJson
{
    public static void Write(Utf8JsonWriter writer, EventRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id", row.Id);
        writer.WriteString("resource", ResourceName.Event);
        writer.WriteString("type", row.Type);
        writer.WriteString("action", row.Action);
        writer.WriteJson("data", row.Data);
        writer.WriteString("state", row.State);
        writer.WriteNumber("retries", row.Retries);
        writer.WriteDate("date_created", row.DateCreated);
        writer.WriteDate("date_delivered", row.DateDelivered);
        writer.WriteEndObject();
    }
}
