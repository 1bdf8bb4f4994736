using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/configs/storage</c>, in the shape of webhook configs (assumed).</summary>
internal sealed class StorageConfigEndpoints(
    Database database, ConfigTests tests, StorageTests storageTests, Dispatcher dispatcher, TaskAnswers answers)
{
    private const string Path = "/configs/storage";
    private const string What = "storage config";

    public IEnumerable<Route> Routes =>
    [
        new("GET", Path, ListAsync),
        new("POST", Path, CreateAsync),
        new("GET", Path + "/{}", GetAsync),
        new("POST", Path + "/{}", UpdateAsync),
        new("DELETE", Path + "/{}", DeleteAsync),
        new("POST", Path + "/{}/test", TestAsync),
    ];

    private Task ListAsync(Exchange exchange)
    {
        var parameters = new ListParameters(exchange.Request);
        parameters.Page(id => Cursors.Id(database, StorageConfigs.List, id));
        parameters.HideDeactivated();
        parameters.State(ConfigState.All);
        parameters.DateCreated();
        parameters.Constant("organisation", Organisations.Id);
        var query = parameters.Complete();
        var page = database.ReadAtOnce(session => Lists.Read(session, StorageConfigs.List, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, Path, StorageConfigJson.Write));
    }

    private Task GetAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var config = database.Read(session => StorageConfigs.Find(session, id)) ?? throw RefusedException.NotFound(What);
        return exchange.AnswerAsync(writer => StorageConfigJson.Write(writer, config));
    }

    private async Task CreateAsync(Exchange exchange)
    {
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var url = Url(fields, problems, required: true);
        var type = fields.Name("type", required: false);
        var credentials = fields.Object("credentials");
        problems.ThrowIfAny();
        var (config, task) = await database.WriteAsync(session =>
        {
            var added = StorageConfigs.Add(session, type ?? TypeOf(url!), url!, credentials);
            return (added, tests.Begin(session, added, exchange.Key.Id));
        }).ConfigureAwait(false);
        Run(task);
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => StorageConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var url = Url(fields, problems, required: false);
        var type = fields.Name("type", required: false);
        var credentials = fields.Object("credentials");
        var state = fields.OneOf("state", ConfigState.Settable);
        fields.RequireAny("url", "type", "credentials", "state");
        problems.ThrowIfAny();
        var (config, task) = await database.WriteAsync(session =>
        {
            var found = StorageConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            var changed = StorageConfigs.Change(session, found, found with
            {
                Url = url ?? found.Url,
                Type = type ?? (url is null ? found.Type : TypeOf(url)),
                Credentials = credentials ?? found.Credentials,
                State = state ?? ConfigState.New,
            });
            var isTested = changed.State != ConfigState.Deactivated;
            return (changed, isTested ? tests.Begin(session, changed, exchange.Key.Id) : null);
        }).ConfigureAwait(false);
        Run(task);
        await exchange.AnswerAsync(writer => StorageConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task DeleteAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var config = await database.WriteAsync(session =>
        {
            var found = StorageConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            StorageConfigs.Delete(session, found);
            return found;
        }).ConfigureAwait(false);
        await exchange.AnswerAsync(writer => StorageConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task TestAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: true).ConfigureAwait(false);
        var task = await database.WriteAsync(session =>
        {
            var found = StorageConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            return tests.Begin(session, found, exchange.Key.Id);
        }).ConfigureAwait(false);
        Run(task);
        await answers.AnswerAsync(exchange, task).ConfigureAwait(false);
    }

    private void Run(TaskRow? task)
    {
        dispatcher.Wake();
        if (task is not null)
        {
            _ = storageTests.RunAsync(task.Id);
        }
    }

    private static string TypeOf(string url) => url[..url.IndexOf(':', StringComparison.Ordinal)];

    private static string? Url(Fields fields, Problems problems, bool required)
    {
        var url = fields.Text("url", required);
        var isAllowed = url is null
            || (!url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
                && url.IndexOf(':', StringComparison.Ordinal) > 0
                && Uri.CheckSchemeName(TypeOf(url)));
        if (!isAllowed)
        {
            problems.Add("url", "It must be an absolute URL of any scheme, without white space or control characters.");
        }

        return url;
    }
}
