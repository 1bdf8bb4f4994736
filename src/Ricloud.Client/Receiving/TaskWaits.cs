namespace Ricloud.Receiving;

/// <summary>Waits that end early, for tasks that can't be cancelled themselves.</summary>
internal static class TaskWaits
{
    /// <summary>Waits for a task or the cancellation of the wait.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled first.</exception>
    public static async Task OrCancelled(this Task task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted && cancellationToken.CanBeCanceled)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
            {
                _ = await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false);
            }

            if (!task.IsCompleted)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        await task.ConfigureAwait(false);
    }
}
