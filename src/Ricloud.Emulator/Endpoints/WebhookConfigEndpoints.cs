using System.Collections.Generic;
using System.Threading.Tasks;
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
        ListParameters parameters = new(exchange.Request);
        parameters.Page(id => Cursors.Id(database, WebhookConfigs.List, id));
        parameters.HideDeactivated();
        parameters.State(ConfigState.All);
        parameters.DateCreated();
        parameters.Constant("organisation", Organisations.Id);
        ListQuery query = parameters.Complete();
        ListPage<WebhookConfigRow> page = database.ReadAtOnce(session => Lists.Read(session, WebhookConfigs.List, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, Path, WebhookConfigJson.Write));
    }

    private Task GetAsync(Exchange exchange)
    {
        long id = exchange.PathId(What);
        WebhookConfigRow config = database.Read(session => WebhookConfigs.Find(session, id)) ?? throw RefusedException.NotFound(What);
        return exchange.AnswerAsync(writer => WebhookConfigJson.Write(writer, config));
    }

    private async Task CreateAsync(Exchange exchange)
    {
        Problems problems = new();
        Fields fields = new(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        string? url = Url(fields, problems, required: true);
        problems.ThrowIfAny();
        string secret = Secrets.New();
        (WebhookConfigRow config, Task isSent) = await database.WriteAsync(session =>
        {
            WebhookConfigRow added = WebhookConfigs.Add(session, url!, secret);
            TaskRow task = tests.Begin(session, added, exchange.Key.Id);
            return (added, testBeforeAnswer ? sent.Expect(task.Id) : Task.CompletedTask);
        }).ConfigureAwait(false);
        dispatcher.Wake();
        await TaskWaits.WaitAsync(isSent, Assumed.DeliveryTimeout, exchange.Aborted).ConfigureAwait(false);
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => WebhookConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        long id = exchange.PathId(What);
        Problems problems = new();
        Fields fields = new(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        string? url = Url(fields, problems, required: false);
        string? state = fields.OneOf("state", ConfigState.Settable);
        fields.RequireAny("url", "state");
        problems.ThrowIfAny();
        WebhookConfigRow config = await database.WriteAsync(session =>
        {
            WebhookConfigRow found = WebhookConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            WebhookConfigRow changed = WebhookConfigs.Change(session, found, url ?? found.Url, state ?? ConfigState.New);
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
        long id = exchange.PathId(What);
        WebhookConfigRow config = await database.WriteAsync(session =>
        {
            WebhookConfigRow found = WebhookConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            WebhookConfigs.Delete(session, found);
            return found;
        }).ConfigureAwait(false);
        await exchange.AnswerAsync(writer => WebhookConfigJson.Write(writer, config)).ConfigureAwait(false);
    }

    private async Task TestAsync(Exchange exchange)
    {
        long id = exchange.PathId(What);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: true).ConfigureAwait(false);
        TaskRow task = await database.WriteAsync(session =>
        {
            WebhookConfigRow found = WebhookConfigs.Find(session, id) ?? throw RefusedException.NotFound(What);
            return tests.Begin(session, found, exchange.Key.Id);
        }).ConfigureAwait(false);
        dispatcher.Wake();
        await answers.AnswerAsync(exchange, task).ConfigureAwait(false);
    }

    private static string? Url(Fields fields, Problems problems, bool required)
    {
        string? url = fields.Text("url", required);
        if (url is not null && ReceiverAddress.Problem(url) is { } problem)
        {
            problems.Add("url", problem);
        }

        return url;
    }
}
