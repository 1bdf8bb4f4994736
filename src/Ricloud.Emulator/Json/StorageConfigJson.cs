using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

internal static class StorageConfigJson
{
    public static void Write(Utf8JsonWriter writer, StorageConfigRow config)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", config.Id);
        writer.WriteString("resource", ResourceName.StorageConfig);
        writer.WriteNumber("organisation", Organisations.Id);
        writer.WriteString("type", config.Type);
        writer.WriteString("url", config.Url);

        // Nobody needs them back who has them, and whoever hasn't must not get them here (assumed; an old fixture has null).
        writer.WriteNull("credentials");
        writer.WriteString("state", config.State);
        writer.WriteDate("date_created", config.DateCreated);
        writer.WriteEndObject();
    }
}
