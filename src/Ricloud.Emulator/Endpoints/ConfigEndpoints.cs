using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/configs/webhook</c> and <c>/configs/storage</c>: whatever makes or changes a config has it tested.</summary>
internal sealed class ConfigEndpoints(
    Database database, WholeRows rows, ConfigTests tests, StorageTests storageTests, Dispatcher dispatcher, TaskEndpoints tasks, TaskWaits sent, ActivityLog activity, bool testBeforeAnswer)
{
    public IEnumerable<Route> Routes => [.. RoutesOf(Resources.WebhookConfig), .. RoutesOf(Resources.StorageConfig)];

    private IEnumerable<Route> RoutesOf(Resource resource) =>
    [
        .. new ResourceEndpoints(database, rows, resource)
        {
            Add = (session, exchange, values) => Add(session, exchange, resource, values),
            Change = Change,
            Delete = static (session, row) =>
            {
                Rows.Delete(session, row);
                return new Changed(row);
            },
            Committed = CommittedAsync,
        }.Routes,
        new("POST", resource.Path + "/{}/test", exchange => TestAsync(exchange, resource)),
    ];

    private Changed Add(Session session, Exchange exchange, Resource resource, Dictionary<string, object?> values)
    {
        values["state"] = State.New;
        if (resource == Resources.WebhookConfig)
        {
            values["secret"] = Assumed.NewSecret();
        }

        SetType(resource, values);
        var config = Rows.Add(session, resource, values);
        var test = tests.Begin(session, config, exchange.Key.Id);
        var waitsForTest = testBeforeAnswer && resource == Resources.WebhookConfig;
        return new Changed(config, test, waitsForTest ? sent.Expect(test.Id) : null);
    }

    private Changed Change(Session session, Exchange exchange, Row row, Dictionary<string, object?> values)
    {
        values.TryAdd("state", State.New);
        values["revision"] = row.Number("revision") + 1;
        SetType(row.Resource, values);
        var config = Rows.Change(session, row, values);
        return new Changed(config, config.State == State.Deactivated ? null : tests.Begin(session, config, exchange.Key.Id));
    }

    private static void SetType(Resource resource, Dictionary<string, object?> values)
    {
        if (resource == Resources.StorageConfig && values.TryGetValue("url", out var url))
        {
            values["type"] = StorageAddress.TypeOf((string)url!);
        }
    }

    private async Task TestAsync(Exchange exchange, Resource resource)
    {
        var id = exchange.PathId(resource);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: true).ConfigureAwait(false);
        var task = await database.WriteAsync(session =>
            tests.Begin(session, ResourceEndpoints.Find(session, resource, id), exchange.Key.Id)).ConfigureAwait(false);
        Run(task);
        await tasks.AnswerAsync(exchange, task).ConfigureAwait(false);
    }

    private async Task<Row> CommittedAsync(Exchange exchange, Changed changed)
    {
        if (changed.Row.Resource == Resources.WebhookConfig)
        {
            activity.Add(changed.Row, reason: null, isDeleted: exchange.Request.Method == "DELETE");
        }

        Run(changed.Test);
        if (changed.BeforeAnswer is { } happening)
        {
            await TaskWaits.WaitAsync(happening, Assumed.DeliveryTimeout, exchange.Aborted).ConfigureAwait(false);
        }

        return changed.Row;
    }

    // A webhook config's test is a delivery, which the dispatcher finds.
    private void Run(Row? test)
    {
        dispatcher.Wake();
        if (test?.Text("type") == Resources.StorageConfig.TestType)
        {
            _ = storageTests.RunAsync(test);
        }
    }
}
