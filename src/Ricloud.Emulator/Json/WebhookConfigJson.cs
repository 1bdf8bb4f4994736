using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

internal static class WebhookConfigJson
{
    public static void Write(Utf8JsonWriter writer, WebhookConfigRow config) => Write(writer, config, config.Secret);

    /// <summary>As an event carries it: whoever reads an event must not learn what signs it.</summary>
    public static string ForEvent(WebhookConfigRow config) =>
        JsonText.ToText(writer => Write(writer, config, secret: null));

    private static void Write(Utf8JsonWriter writer, WebhookConfigRow config, string? secret)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", config.Id);
        writer.WriteString("resource", ResourceName.WebhookConfig);
        writer.WriteNumber("organisation", Organisations.Id);
        writer.WriteString("url", config.Url);
        if (secret is not null)
        {
            writer.WriteString("secret", secret);
        }

        writer.WriteString("state", config.State);
        writer.WriteDate("date_created", config.DateCreated);
        writer.WriteEndObject();
    }
}
