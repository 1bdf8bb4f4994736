using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>Answers with a task, held back as long as <c>Ricloud-Await</c> asks for.</summary>
internal sealed class TaskAnswers(Database database, TaskWaits ended, CancellationToken stopping)
{
    public async Task AnswerAsync(Exchange exchange, TaskRow task)
    {
        var most = Assumed.ParseAwait(exchange.Request.Headers[Documented.AwaitHeader]);
        if (most > TimeSpan.Zero)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Aborted, stopping);
            var end = ended.Expect(task.Id);
            if (TaskState.IsFinal(Current(task).State))
            {
                ended.Happened(task.Id);
            }

            await TaskWaits.WaitAsync(end, most, gone.Token).ConfigureAwait(false);
            task = Current(task);
        }

        await exchange.AnswerAsync(writer => TaskJson.Write(writer, task)).ConfigureAwait(false);
    }

    private TaskRow Current(TaskRow task) => database.Read(session => Tasks.Find(session, task.Id)) ?? task;
}
