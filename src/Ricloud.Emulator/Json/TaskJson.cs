using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

internal static class TaskJson
{
    public static void Write(Utf8JsonWriter writer, TaskRow task)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", task.Id);
        writer.WriteString("resource", ResourceName.Task);
        writer.WriteNumber("organisation", Organisations.Id);
        writer.WriteNumber("key", task.Key);
        writer.WriteNull("user");
        writer.WriteNull("source");
        writer.WriteNull("session");
        writer.WriteNull("poll");
        writer.WriteNull("source_type");
        writer.WriteString("type", task.Type);
        writer.WriteNumber("target", task.Target);
        writer.WriteString("state", task.State);
        writer.WritePropertyName("results");
        ListJson.WriteEmpty(writer, $"/tasks/{task.Id}/results");
        writer.WriteString("error", task.Error);
        writer.WriteDate("date_created", task.DateCreated);
        writer.WriteDate("date_started", task.DateStarted);
        writer.WriteDate("date_completed", task.DateCompleted);
        writer.WriteEndObject();
    }

    public static string ForEvent(TaskRow task) => JsonText.ToText(writer => Write(writer, task));
}
