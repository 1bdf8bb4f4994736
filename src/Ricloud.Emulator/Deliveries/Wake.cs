namespace Ricloud.Emulator.Deliveries;

/// <summary>Lets one loop sleep until something is due, or is said to be.</summary>
internal sealed class Wake
{
    private volatile TaskCompletionSource _said = New();

    /// <summary>Ends the sleep, or lets the next one end at once.</summary>
    public void Now() => _said.TrySetResult();

    /// <exception cref="OperationCanceledException">It stops.</exception>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken stopping)
    {
        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_said.Task, Task.Delay(most, time, alarm.Token)).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        await alarm.CancelAsync().ConfigureAwait(false);

        // Whoever says it just now has committed before, and the loop looks after this.
        if (_said.Task.IsCompleted)
        {
            _said = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
