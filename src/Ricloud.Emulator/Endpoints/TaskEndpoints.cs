using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/tasks</c>, and answers that are a task.</summary>
internal sealed class TaskEndpoints(Database database, WholeRows rows, TaskWaits ended, CancellationToken stopping)
{
    private static readonly Resource Resource = Resources.Task;

    public IEnumerable<Route> Routes =>
    [
        .. new ResourceEndpoints(database, rows, Resource).Routes,
        new("GET", Resource.Path + "/{}/results", ListResultsAsync),
    ];

    /// <summary>Answers with a task, held back as long as <c>Ricloud-Await</c> asks for.</summary>
    public async Task AnswerAsync(Exchange exchange, Row task)
    {
        if (await AwaitAsync(exchange, task.Id).ConfigureAwait(false))
        {
            task = Find(task.Id);
        }

        await exchange.AnswerAsync(writer => ResourceJson.Write(writer, task)).ConfigureAwait(false);
    }

    /// <summary>Waits for a task's end as long as <c>Ricloud-Await</c> asks for.</summary>
    /// <returns>Whether it asked for any time.</returns>
    public async Task<bool> AwaitAsync(Exchange exchange, long taskId)
    {
        var most = Assumed.ParseAwait(exchange.Request.Headers[Documented.AwaitHeader]);
        if (most == TimeSpan.Zero)
        {
            return false;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Aborted, stopping);
        var end = ended.Expect(taskId);
        if (Find(taskId).State is State.Succeeded or State.Failed)
        {
            ended.Happened(taskId);
        }

        await TaskWaits.WaitAsync(end, most, gone.Token).ConfigureAwait(false);
        return true;
    }

    /// <summary>A test has none; the list is there because the task's <c>results</c> names it.</summary>
    private Task ListResultsAsync(Exchange exchange)
    {
        var id = exchange.PathId(Resource);
        var results = database.ReadAtOnce(session => rows.ResultsOf(session, "task", ResourceEndpoints.Find(session, Resource, id).Id));
        return exchange.AnswerAsync(writer => ListJson.WriteAll(writer, results, $"{Resource.Path}/{id}/results", ResourceJson.Write));
    }

    private Row Find(object id) => database.Read(session => ResourceEndpoints.Find(session, Resource, id));
}
