using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/organisation</c>.</summary>
internal sealed class OrganisationEndpoints(Database database)
{
    private const string Path = "/organisation";
    private const string WebhookDefault = "webhook_config_default";
    private const string StorageDefault = "storage_config_default";

    private static readonly ListQuery NestedPage = new() { Limit = Documented.DefaultPageSize, HideDeactivated = true };

    public IEnumerable<Route> Routes => [new("GET", Path, GetAsync), new("POST", Path, UpdateAsync)];

    private Task GetAsync(Exchange exchange)
    {
        var organisation = database.ReadAtOnce(Read);
        return exchange.AnswerAsync(organisation.Write);
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var name = fields.Name("name", required: false);
        fields.RequireAny("name", WebhookDefault, StorageDefault);
        await database.WriteAsync(session =>
        {
            var found = Organisations.Get(session);
            var given = ConfigReferences.Read(
                session, fields, WebhookDefault, StorageDefault, found.WebhookConfigDefault, found.StorageConfigDefault);
            problems.ThrowIfAny();
            Organisations.Change(session, found with
            {
                Name = name ?? found.Name,
                WebhookConfigDefault = given.WebhookConfig,
                StorageConfigDefault = given.StorageConfig,
            });
            return true;
        }).ConfigureAwait(false);
        var organisation = database.ReadAtOnce(Read);
        await exchange.AnswerAsync(organisation.Write).ConfigureAwait(false);
    }

    private static OrganisationJson Read(Session session) => new(
        Organisations.Get(session),
        Lists.Read(session, WebhookConfigs.List, NestedPage),
        Lists.Read(session, StorageConfigs.List, NestedPage),
        Lists.CountInState(session, WebhookConfigs.List, ConfigState.Valid) > 0);
}
