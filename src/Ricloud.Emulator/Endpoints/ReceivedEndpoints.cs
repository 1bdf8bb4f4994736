using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Inspection;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What came to a receiver elsewhere, as that tells it, for the inspector to show.</summary>
internal sealed class ReceivedEndpoints(ActivityLog activity)
{
    private static readonly Field[] Fields =
    [
        new("url") { IsRequired = true },
        new("verdict") { IsRequired = true },
        new("outcome") { IsRequired = true, Settable = ["accepted", "refused", "failed"] },
        new("error"),
        new("event"),
        new("name"),
        new("signature"),
        new("headers"),
        new("body") { Problem = text => Convert.TryFromBase64String(text, new byte[text.Length], out _) ? null : "It must be base64." },
        new("answer"),
        new("status", FieldKind.Number) { IsOptional = true },
        new("microseconds", FieldKind.Number),
    ];

    public IEnumerable<Route> Routes => [new("POST", ThisEmulator.Prefix + "/received", AddAsync)];

    private async Task AddAsync(Exchange exchange)
    {
        var given = await Body.ReadAsync(exchange.Request, Fields).ConfigureAwait(false);
        given.ThrowIfSettled();
        var body = Text("body") is { } encoded ? Convert.FromBase64String(encoded) : [];
        activity.Add(new DeliveryRecord
        {
            Kind = DeliveryRecord.Received,
            At = activity.Now(),
            Url = Text("url")!,
            Event = Text("event"),
            Name = Text("name"),
            Signature = Text("signature"),
            Verdict = Text("verdict")!,
            Headers = Text("headers") ?? "",
            Body = body,
            BodyLength = body.Length,
            Outcome = Text("outcome")!,
            Error = Text("error"),
            Status = (int?)(given.Values.GetValueOrDefault("status") as long?),
            Answer = Encoding.UTF8.GetBytes(Text("answer") ?? ""),
            Duration = TimeSpan.FromMicroseconds(given.Values.GetValueOrDefault("microseconds") as long? ?? 0),
        });
        exchange.Http.Response.StatusCode = StatusCodes.Status204NoContent;

        string? Text(string name) => given.Values.GetValueOrDefault(name) as string;
    }
}
