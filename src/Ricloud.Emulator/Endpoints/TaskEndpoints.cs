using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/tasks</c>, and answers that are a task.</summary>
internal sealed class TaskEndpoints(Database database, TaskWaits ended, CancellationToken stopping)
{
    private static readonly Resource Resource = Resources.Task;

    public IEnumerable<Route> Routes =>
    [
        .. new ResourceEndpoints(database, Resource).Routes,
        new("GET", Resource.Path + "/{}/results", ListResultsAsync),
    ];

    /// <summary>Answers with a task, held back as long as <c>Ricloud-Await</c> asks for.</summary>
    public async Task AnswerAsync(Exchange exchange, Row task)
    {
        var most = Assumed.ParseAwait(exchange.Request.Headers[Documented.AwaitHeader]);
        if (most > TimeSpan.Zero)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Aborted, stopping);
            var end = ended.Expect(task.Id);
            if (Find(task.Id).State is State.Succeeded or State.Failed)
            {
                ended.Happened(task.Id);
            }

            await TaskWaits.WaitAsync(end, most, gone.Token).ConfigureAwait(false);
            task = Find(task.Id);
        }

        await exchange.AnswerAsync(writer => ResourceJson.Write(writer, task)).ConfigureAwait(false);
    }

    /// <summary>A test has no results; the list is there because the task's <c>results</c> names it.</summary>
    private Task ListResultsAsync(Exchange exchange)
    {
        var task = Find(exchange.PathId(Resource));
        return exchange.AnswerAsync(writer => ListJson.WriteEmpty(writer, $"{Resource.Path}/{task.Id}/results"));
    }

    private Row Find(object id) => database.Read(session => ResourceEndpoints.Find(session, Resource, id));
}
