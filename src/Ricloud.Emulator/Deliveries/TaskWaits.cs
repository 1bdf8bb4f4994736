using System.Collections.Concurrent;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Lets requests wait for something that happens once to a task.</summary>
internal sealed class TaskWaits
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waits = new();

    /// <summary>Must be called before it can happen, or be followed by a look whether it already has.</summary>
    public Task Expect(long task) => _waits.GetOrAdd(
        task, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Happened(long task)
    {
        if (_waits.TryRemove(task, out var wait))
        {
            wait.SetResult();
        }
    }

    /// <summary>Ends when it has happened, when the time is over, or when nobody wants to know any more.</summary>
    public static async Task WaitAsync(Task happening, TimeSpan most, CancellationToken gone)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(gone);
        await Task.WhenAny(happening, Task.Delay(most, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
    }
}
