using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/configs/webhook</c>.</summary>
internal sealed class WebhookConfigEndpoints(
    Database database, ConfigTests tests, Dispatcher dispatcher, TaskAnswers answers, TaskWaits sent, bool testBeforeAnswer)
{
    private const string Path = "/configs/webhook";
    private const string What = "webhook config";

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
        parameters.Page(id => Cursors.Id(database, WebhookConfigs.List, id));
        parameters.HideDeactivated();
        parameters.State(ConfigState.All);
        parameters.DateCreated();
        parameters.Constant("organisation", Organisations.Id);
        var query = parameters.Complete();
        var page = database.ReadAtOnce(session => Lists.Read(session, WebhookConfigs.List, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, Path, WebhookConfigJson.Write));
    }

    private Task GetAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var config = database.Read(session => WebhookConfigs.Find(session, id)) ?? throw RefusedException.NotFound(What);
        return exchange.AnswerAsync(writer => WebhookConfigJson.Write(writer, config));
    }

    private async Task CreateAsync(Exchange exchange)
    {
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var url = Url(fields, problems, required: true);
        problems.ThrowIfAny();
        var secret = Secrets.New();
        var (config, isSent) = await database.WriteAsync(session =>
        {
            var added = WebhookConfigs.Add(session, url!, secret);
            var task = tests.Begin(session, added, exchange.Key.Id);
            return (added, testBeforeAnswer ? sent.Expect(task.Id) : Task.CompletedTask);
        }).ConfigureAwait(false);
        dispatcher.Wake();
        await TaskWaits.WaitAsync(isSent, Assumed.DeliveryTimeout, exchange.Aborted).ConfigureAwait(false);
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => WebhookConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var url = Url(fields, problems, required: false);
        var state = fields.OneOf("state", ConfigState.Settable);
        fields.RequireAny("url", "state");
        problems.ThrowIfAny();
        var config = await database.WriteAsync(session =>
        {
            var found = WebhookConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            var changed = WebhookConfigs.Change(session, found, url ?? found.Url, state ?? ConfigState.New);
            if (changed.State != ConfigState.Deactivated)
            {
                tests.Begin(session, changed, exchange.Key.Id);
            }

            return changed;
        }).ConfigureAwait(false);
        dispatcher.Wake();
        await exchange.AnswerAsync(writer => WebhookConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task DeleteAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        var config = await database.WriteAsync(session =>
        {
            var found = WebhookConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            WebhookConfigs.Delete(session, found);
            return found;
        }).ConfigureAwait(false);
        await exchange.AnswerAsync(writer => WebhookConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task TestAsync(Exchange exchange)
    {
        var id = exchange.PathId(What);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: true).ConfigureAwait(false);
        var task = await database.WriteAsync(session =>
        {
            var found = WebhookConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            return tests.Begin(session, found, exchange.Key.Id);
        }).ConfigureAwait(false);
        dispatcher.Wake();
        await answers.AnswerAsync(exchange, task).ConfigureAwait(false);
    }

    private static string? Url(Fields fields, Problems problems, bool required)
    {
        var url = fields.Text("url", required);
        if (url is not null && ReceiverAddress.Problem(url) is { } problem)
        {
            problems.Add("url", problem);
        }

        return url;
    }
}
