using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Faults;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/_emulator/faults</c>, and <c>/_emulator/requests</c> to count by.</summary>
internal sealed class FaultEndpoints(FaultRules rules, RequestLog log, RuleReader reader)
{
    private const string FaultsPath = ThisEmulator.Prefix + "/faults";
    private const string RequestsPath = ThisEmulator.Prefix + "/requests";

    private static readonly Field[] SwitchFields = [new("enabled", FieldKind.Flag) { IsRequired = true }];

    public IEnumerable<Route> Routes =>
    [
        new("POST", FaultsPath, AddAsync),
        new("GET", FaultsPath, ListAsync),
        new("DELETE", FaultsPath, ClearAsync),
        new("POST", FaultsPath + "/{}", SwitchAsync),
        new("DELETE", FaultsPath + "/{}", RemoveAsync),
        new("GET", RequestsPath, ListRequestsAsync),
        new("DELETE", RequestsPath, ClearRequestsAsync),
    ];

    private async Task AddAsync(Exchange exchange)
    {
        var given = await BodyReader.ReadObjectOrArrayAsync(exchange.Request).ConfigureAwait(false);
        var added = rules.TryAdd(reader.Read(given)) ?? throw new RefusedException(
            400, ErrorCode.LimitExceeded, $"There can be {FaultRules.Maximum} rules. DELETE {FaultsPath} clears them.");
        await exchange.AnswerAsync(StatusCodes.Status201Created, writer => Write(writer, added)).ConfigureAwait(false);
    }

    private Task ListAsync(Exchange exchange)
    {
        var states = rules.List();
        return exchange.AnswerAsync(writer => Write(writer, states));
    }

    private Task ClearAsync(Exchange exchange)
    {
        rules.Clear();
        return ListAsync(exchange);
    }

    private async Task SwitchAsync(Exchange exchange)
    {
        var body = await Body.ReadAsync(exchange.Request, SwitchFields).ConfigureAwait(false);
        body.ThrowIfSettled();
        await AnswerAsync(exchange, id => rules.Switch(id, body.Values["enabled"] is 1L)).ConfigureAwait(false);
    }

    private Task RemoveAsync(Exchange exchange) => AnswerAsync(exchange, rules.Remove);

    private static Task AnswerAsync(Exchange exchange, Func<long, FaultRuleState?> change)
    {
        var rule = (Ids.TryParse(exchange.PathValue(0), out var id) ? change(id) : null) ?? throw RefusedException.NotFound("fault rule");
        return exchange.AnswerAsync(writer => FaultJson.Write(writer, rule));
    }

    private Task ListRequestsAsync(Exchange exchange)
    {
        var page = log.List(RequestFilter.Read(exchange.Request));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, RequestsPath, FaultJson.Write));
    }

    private Task ClearRequestsAsync(Exchange exchange)
    {
        log.Clear();
        return exchange.AnswerAsync(writer => ListJson.WriteEmpty(writer, RequestsPath));
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<FaultRuleState> states) =>
        ListJson.Write(writer, new ListPage<FaultRuleState>(states, HasMore: false, states.Count), FaultsPath, FaultJson.Write);
}
