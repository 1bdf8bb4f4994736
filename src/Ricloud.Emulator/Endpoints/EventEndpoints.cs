using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/events</c>.</summary>
internal sealed class EventEndpoints(Database database)
{
    private const string Path = "/events";
    private const string What = "event";

    public IEnumerable<Route> Routes => [new("GET", Path, ListAsync), new("GET", Path + "/{}", GetAsync)];

    private Task ListAsync(Exchange exchange)
    {
        var parameters = new ListParameters(exchange.Request);
        parameters.Page(id => Cursors.Event(database, id));
        parameters.Text("type");
        parameters.Text("action");
        parameters.State(EventState.All);
        parameters.DateCreated();
        var query = parameters.Complete();
        var page = database.ReadAtOnce(session => Lists.Read(session, Events.List, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, Path, EventJson.Write));
    }

    private Task GetAsync(Exchange exchange)
    {
        var row = EventId.Normalise(exchange.PathValue(0)) is { } id
            ? database.Read(session => Events.Find(session, id)) ?? throw RefusedException.NotFound(What)
            : throw RefusedException.NotFound(What);
        return exchange.AnswerAsync(writer => EventJson.Write(writer, row));
    }
}
