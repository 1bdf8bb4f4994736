using System.Security.Cryptography;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/results</c>, and what stands in place of the bucket that they name.</summary>
internal sealed class ResultEndpoints(Database database, WholeRows rows)
{
    private const string Bucket = ThisEmulator.Prefix + "/storage/{}";
    private static readonly Resource Resource = Resources.Result;
    private static readonly Field[] Many = [new("results", FieldKind.Given) { IsRequired = true, JsonProblem = ListProblem }];

    private readonly ResourceEndpoints _results = new(database, rows, Resource);

    public IEnumerable<Route> Routes =>
    [
        .. _results.Routes,
        new("POST", Resource.Path + "/ack", AcknowledgeManyAsync),
        new("POST", Resource.Path + "/{}/ack", AcknowledgeAsync),
        new("GET", Resource.Path + "/{}/ack", AcknowledgeAsync),
        new("GET", Bucket, exchange => DownloadAsync(exchange, static (_, _) => true)),
        new("GET", Bucket + "/{}", exchange => DownloadAsync(exchange, IsSigned), NeedsToken: false),
    ];

    private async Task AcknowledgeAsync(Exchange exchange)
    {
        var id = exchange.PathId(Resource);
        await BodyReader.ReadNothingAsync(exchange.Request, allowNull: true).ConfigureAwait(false);
        await _results.ChangeAsync(exchange, id, static (session, row) => new Changed(Acknowledge(session, row))).ConfigureAwait(false);
    }

    private async Task AcknowledgeManyAsync(Exchange exchange)
    {
        var body = await Body.ReadAsync(exchange.Request, Many).ConfigureAwait(false);
        body.ThrowIfSettled();
        using var given = JsonDocument.Parse((string)body.Values["results"]!);
        object?[] ids = [.. given.RootElement.EnumerateArray().Select(id => Ids.Parse(Resource, id.ToString()))];
        var results = await database.WriteAsync(session =>
        {
            var found = Array.ConvertAll(ids, id => id is null ? null : Rows.Find(session, Resource, id));
            return found.Contains(null)
                ? throw Problems.Of("Each must be the id of a result that exists. None was acknowledged.", "results")
                : Array.ConvertAll(found, row => rows.Complete(session, Acknowledge(session, row!)));
        }).ConfigureAwait(false);
        await exchange.AnswerAsync(writer => ListJson.WriteAll(writer, results, exchange.Request.Path, ResourceJson.Write)).ConfigureAwait(false);
    }

    private static Row Acknowledge(Session session, Row row) => row.State == State.Available
        ? Rows.Change(session, row, new() { ["state"] = State.Consumed, ["date_consumed"] = session.Now() })
        : row;

    private static string? ListProblem(JsonElement given) =>
        given.ValueKind == JsonValueKind.Array && given.GetArrayLength() is > 0 and <= Documented.MaximumPageSize
            && given.EnumerateArray().All(id => id.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            ? null
            : $"It must be a list of 1 to {Documented.MaximumPageSize} ids.";

    private bool IsSigned(Exchange exchange, Row result) =>
        result.NumberOrNull("signed_until") > database.Clock.Now()
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(result.Text("signature")), Encoding.UTF8.GetBytes(exchange.PathValue(1)));

    private async Task DownloadAsync(Exchange exchange, Func<Exchange, Row, bool> mayRead)
    {
        var id = exchange.PathId(Resource);
        var result = database.Read(session => ResourceEndpoints.Find(session, Resource, id));
        if (!mayRead(exchange, result))
        {
            throw RefusedException.NotFound("stored result");
        }

        var content = Encoding.UTF8.GetBytes(result.Text("content"));
        exchange.Http.Response.ContentType = result["type"] as string == "json" ? JsonText.MediaType : "text/plain; charset=utf-8";
        exchange.Http.Response.ContentLength = content.Length;
        await exchange.Http.Response.BodyWriter.WriteAsync(content, CancellationToken.None).ConfigureAwait(false);
    }
}
