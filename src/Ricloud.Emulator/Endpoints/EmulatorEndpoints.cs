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
    private static readonly Field[] EventFields =
    [
        new("type") { IsRequired = true, Problem = Resources.OneLine },
        new("action") { IsRequired = true, Problem = Resources.OneLine },
        new("data", FieldKind.Json),
    ];

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
        var body = await Body.ReadAsync(exchange.Request, EventFields).ConfigureAwait(false);
        body.ThrowIfSettled();
        var type = (string)body.Values["type"]!;
        var data = body.Values.GetValueOrDefault("data") as string ?? "{}";
        var row = await database.WriteAsync(session =>
            events.Emit(session, exchange.Key.Id, type, (string)body.Values["action"]!, WithoutSecret(type, data))).ConfigureAwait(false);
        dispatcher.Wake();
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => ResourceJson.Write(writer, row)).ConfigureAwait(false);
    }

    // An event about a webhook config never carries its secret, not even one that was handed in.
    private static string WithoutSecret(string type, string data)
    {
        if (type != Resources.WebhookConfig.Name || !data.Contains("secret", StringComparison.Ordinal))
        {
            return data;
        }

        var config = JsonNode.Parse(data)!.AsObject();
        return config.Remove("secret") ? config.ToJsonString() : data;
    }
}
