namespace Ricloud.Receiving;

/// <summary>The events that wait for the consumer: first come, first taken, and never more than its capacity.</summary>
internal sealed class EventQueue(int capacity)
{
    private readonly Queue<PendingEvent> _events = new();
    private TaskCompletionSource<bool>? _wake;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_events)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>Adds an event.</summary>
    /// <returns>False when the queue is full or closed.</returns>
    public bool TryAdd(PendingEvent pending)
    {
        lock (_events)
        {
            if (_closed || _events.Count >= capacity)
            {
                return false;
            }

            _events.Enqueue(pending);
            Wake();
            return true;
        }
    }

    /// <summary>Takes the next event if one is there.</summary>
    public PendingEvent? TryTake()
    {
        lock (_events)
        {
            return _events.Count > 0 ? _events.Dequeue() : null;
        }
    }

    /// <summary>Waits for the next event.</summary>
    /// <returns>Null once the queue is closed.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<PendingEvent?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wake;
            lock (_events)
            {
                if (_events.Count > 0 || _closed)
                {
                    return TryTake();
                }

                wake = (_wake ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await wake.OrCancelled(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Drops what is queued, and ends every wait.</summary>
    public void Close()
    {
        lock (_events)
        {
            _closed = true;
            _events.Clear();
            Wake();
        }
    }

    private void Wake()
    {
        _ = _wake?.TrySetResult(true);
        _wake = null;
    }
}
