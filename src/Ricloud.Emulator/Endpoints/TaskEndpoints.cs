using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/tasks</c>.</summary>
internal sealed class TaskEndpoints(Database database)
{
    private const string Path = "/tasks";
    private const string What = "task";

    public IEnumerable<Route> Routes =>
    [
        new("GET", Path, ListAsync),
        new("GET", Path + "/{}", GetAsync),
        new("GET", Path + "/{}/results", ListResultsAsync),
    ];

    private Task ListAsync(Exchange exchange)
    {
        var parameters = new ListParameters(exchange.Request);
        parameters.Page(id => Cursors.Id(database, Tasks.List, id));
        parameters.Text("type");
        parameters.State(TaskState.All);
        parameters.DateCreated();
        parameters.TextOrId("target");
        parameters.Id("key");
        parameters.Constant("organisation", Organisations.Id);
        foreach (var neverSet in (string[])["user", "source", "session", "poll", "source_type"])
        {
            parameters.NeverSet(neverSet);
        }

        var query = parameters.Complete();
        var page = database.ReadAtOnce(session => Lists.Read(session, Tasks.List, query));
        return exchange.AnswerAsync(writer => ListJson.Write(writer, page, Path, TaskJson.Write));
    }

    private Task GetAsync(Exchange exchange)
    {
        var task = Find(exchange);
        return exchange.AnswerAsync(writer => TaskJson.Write(writer, task));
    }

    /// <summary>A test has no results; the list is there because the task's <c>results</c> names it.</summary>
    private Task ListResultsAsync(Exchange exchange)
    {
        var task = Find(exchange);
        return exchange.AnswerAsync(writer => ListJson.WriteEmpty(writer, $"{Path}/{task.Id}/results"));
    }

    private TaskRow Find(Exchange exchange)
    {
        var id = exchange.PathId(What);
        return database.Read(session => Tasks.Find(session, id)) ?? throw RefusedException.NotFound(What);
    }
}
