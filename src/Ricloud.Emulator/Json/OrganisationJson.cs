using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

/// <summary>The organisation with the first page of its configs nested, as each list gives them.</summary>
internal sealed record OrganisationJson(
    OrganisationRow Row, ListPage<WebhookConfigRow> WebhookConfigs, ListPage<StorageConfigRow> StorageConfigs, bool HasValidWebhookConfig)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", Row.Id);
        writer.WriteString("resource", ResourceName.Organisation);
        writer.WriteString("name", Row.Name);
        writer.WriteString("slug", Slug(Row.Name));
        writer.WriteStartObject("permissions");
        writer.WriteNumber("id", Row.Id);
        writer.WriteString("resource", ResourceName.Permissions);
        writer.WriteEndObject();
        writer.WritePropertyName("storage_configs");
        ListJson.Write(writer, StorageConfigs, "/configs/storage", StorageConfigJson.Write);
        writer.WritePropertyName("webhook_configs");
        ListJson.Write(writer, WebhookConfigs, "/configs/webhook", WebhookConfigJson.Write);
        writer.WriteNumberOrNull("storage_config_default", Row.StorageConfigDefault);
        writer.WriteNumberOrNull("webhook_config_default", Row.WebhookConfigDefault);
        writer.WriteString("state", Assumed.OrganisationState(HasValidWebhookConfig));
        writer.WriteDate("date_created", Row.DateCreated);
        writer.WriteEndObject();
    }

    private static string Slug(string name)
    {
        char[] letters = [.. name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')];
        return string.Join('-', new string(letters).Split('-', System.StringSplitOptions.RemoveEmptyEntries));
    }
}
