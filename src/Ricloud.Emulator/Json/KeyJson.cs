using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

internal static class KeyJson
{
    public static void Write(Utf8JsonWriter writer, KeyRow key)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", key.Id);
        writer.WriteString("resource", ResourceName.Key);
        writer.WriteNumber("organisation", Organisations.Id);
        writer.WriteString("type", key.Type);
        writer.WriteNumberOrNull("storage_config", key.StorageConfig);
        writer.WriteNumberOrNull("webhook_config", key.WebhookConfig);
        writer.WriteString("token", key.Token);
        writer.WriteString("state", key.State);
        writer.WriteDate("date_created", key.DateCreated);
        writer.WriteNull("date_expires");
        writer.WriteEndObject();
    }
}
