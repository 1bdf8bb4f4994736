using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Measures;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What was counted, for who watches.</summary>
internal sealed class MetricsEndpoints(Database database, EmulatorMetrics metrics)
{
    public IEnumerable<Route> Routes => [new("GET", ThisEmulator.Prefix + "/metrics", AnswerAsync, NeedsToken: false)];

    private async Task AnswerAsync(Exchange exchange)
    {
        var text = await metrics.WriteAsync(database.Read(DeliveryBacklog.Count)).ConfigureAwait(false);
        exchange.Http.Response.ContentType = EmulatorMetrics.MediaType;
        exchange.Http.Response.ContentLength = text.Length;
        await exchange.Http.Response.BodyWriter.WriteAsync(text, exchange.Aborted).ConfigureAwait(false);
    }
}
