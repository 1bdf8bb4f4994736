using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>What the API doesn't have: whether the emulator is there, and events on demand.</summary>
internal sealed class EmulatorEndpoints(Database database, EventLog events, Dispatcher dispatcher, TimeProvider time, Action<string> warn, CancellationToken stopping)
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
        var request = await EventRequest.ReadAsync(exchange, time.GetUtcNow()).ConfigureAwait(false);
        var drafts = request.Drafts;

        // All or none: what one of them refuses is told before the first has happened.
        foreach (var draft in drafts)
        {
            _ = draft(time.GetUtcNow());
        }

        var isPaused = request.Pause > TimeSpan.Zero;
        List<Row> made = [];
        foreach (var draft in drafts.Take(isPaused ? 1 : drafts.Count))
        {
            made.Add(await EmitAsync(exchange.Key.Id, draft).ConfigureAwait(false));
        }

        if (made.Count < drafts.Count)
        {
            _ = PlayAsync(exchange.Key.Id, [.. drafts.Skip(made.Count)], request.Pause);
        }

        await exchange.AnswerAsync(StatusCodes.Status201Created, writer =>
        {
            if (request.IsScenario)
            {
                ListJson.Write(writer, new ListPage<Row>(made, made.Count < drafts.Count, drafts.Count), ThisEmulator.Prefix + "/events", ResourceJson.Write);
            }
            else
            {
                ResourceJson.Write(writer, made[0]);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>The rest of a scenario, for which nobody waits.</summary>
    private async Task PlayAsync(long key, IReadOnlyList<Func<DateTimeOffset, EventDraft>> drafts, TimeSpan pause)
    {
        try
        {
            foreach (var draft in drafts)
            {
                await Task.Delay(pause, time, stopping).ConfigureAwait(false);
                await EmitAsync(key, draft).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
#pragma warning disable CA1031 // Nobody hears of it otherwise.
        catch (Exception e)
#pragma warning restore CA1031
        {
            warn($"A scenario ended early: {e.Message}");
        }
    }

    private async Task<Row> EmitAsync(long key, Func<DateTimeOffset, EventDraft> make)
    {
        var draft = make(time.GetUtcNow());
        var row = await database.WriteAsync(session => events.Emit(session, key, draft.Type, draft.Action, draft.Data)).ConfigureAwait(false);
        dispatcher.Wake();
        return row;
    }
}
