using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What the API doesn't have: whether the emulator is there, and events on demand.</summary>
internal sealed class EmulatorEndpoints(Database database, EventLog events, Dispatcher dispatcher)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", ThisEmulator.Prefix + "/health", AnswerHealthAsync, NeedsToken: false),
        new("POST", ThisEmulator.Prefix + "/events", EmitAsync),
    ];

    private static Task AnswerHealthAsync(Exchange exchange) => exchange.AnswerAsync(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", "ok");
        writer.WriteEndObject();
    });

    private async Task EmitAsync(Exchange exchange)
    {
        var problems = new Problems();
        var fields = new Fields(await BodyReader.ReadObjectAsync(exchange.Request).ConfigureAwait(false), problems);
        var type = fields.Name("type", required: true);
        var action = fields.Name("action", required: true);
        var data = fields.Object("data");
        problems.ThrowIfAny();
        var row = await database.WriteAsync(session =>
            events.Emit(session, exchange.Key.Id, type!, action!, WithoutSecret(type!, data ?? "{}"))).ConfigureAwait(false);
        dispatcher.Wake();
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => EventJson.Write(writer, row)).ConfigureAwait(false);
    }

    // An event about a webhook config never carries its secret, not even one that was handed in.
    private static string WithoutSecret(string type, string data)
    {
        if (type != ResourceName.WebhookConfig || !data.Contains("secret", StringComparison.Ordinal))
        {
            return data;
        }

        var config = JsonNode.Parse(data)!.AsObject();
        return config.Remove("secret") ? config.ToJsonString() : data;
    }
}
