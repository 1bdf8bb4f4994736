using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/organisation</c>, with the first page of its configs nested as each list gives them.</summary>
internal sealed class OrganisationEndpoints(Database database)
{
    private static readonly Resource Resource = Resources.Organisation;
    private static readonly ListQuery NestedPage = new() { Limit = Documented.DefaultPageSize, HideDeactivated = true };

    public IEnumerable<Route> Routes => [new("GET", Resource.Path, AnswerAsync), new("POST", Resource.Path, UpdateAsync)];

    private async Task UpdateAsync(Exchange exchange)
    {
        var body = await Body.ReadUpdateAsync(exchange.Request, Resource.Fields.Where(field => field.InUpdate)).ConfigureAwait(false);
        await database.WriteAsync(session =>
        {
            body.ReadReferences(session);
            return Rows.Change(session, Queries.Organisation(session), body.Values);
        }).ConfigureAwait(false);
        await AnswerAsync(exchange).ConfigureAwait(false);
    }

    private Task AnswerAsync(Exchange exchange)
    {
        var (row, webhookConfigs, storageConfigs, hasValid) = database.ReadAtOnce(session => (
            Queries.Organisation(session),
            Lists.Read(session, Resources.WebhookConfig, NestedPage),
            Lists.Read(session, Resources.StorageConfig, NestedPage),
            Queries.HasAnyInState(session, Resources.WebhookConfig, State.Valid)));
        return exchange.AnswerAsync(writer => ResourceJson.Write(writer, row, field =>
        {
            switch (field.Name)
            {
                case "slug":
                    writer.WriteString(field.Name, Slug(row.Text("name")));
                    break;
                case "permissions":
                    WritePermissions(writer, row);
                    break;
                case "state":
                    writer.WriteString(field.Name, Assumed.OrganisationState(hasValid));
                    break;
                default:
                    writer.WritePropertyName(field.Name);
                    ListJson.Write(writer, field.Of == Resources.StorageConfig ? storageConfigs : webhookConfigs, field.Of!.Path, ResourceJson.Write);
                    break;
            }
        }));
    }

    private static void WritePermissions(Utf8JsonWriter writer, Row row)
    {
        writer.WriteStartObject("permissions");
        writer.WriteNumber("id", row.Id);
        writer.WriteString("resource", "permissions");
        writer.WriteEndObject();
    }

    private static string Slug(string name)
    {
        char[] letters = [.. name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')];
        return string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
