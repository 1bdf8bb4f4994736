namespace Ricloud.Receiving;

/// <summary>
/// Bounds what a connection waits for. Reads on a socket can't be cancelled on every platform that we run on, so
/// that the wait is given up instead and the socket closed behind it. One sweep looks at all connections' limits;
/// a timer for each would cost more than the requests themselves.
/// </summary>
internal sealed class ConnectionDeadline(Func<TimeSpan> elapsed)
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource<ConnectionEnd> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan? _due;
    private TimeSpan _since;
    private bool _readsRequest;
    private bool _idle;
    private bool _stopping;

    /// <summary>Whether a phase was ended before it was done. It stays so.</summary>
    public bool IsOver => _over.Task.IsCompleted;

    /// <summary>Starts the wait for a request; nothing is owed to a peer that sends none.</summary>
    public void StartIdle(TimeSpan limit) => Start(limit, readsRequest: true, idle: true);

    /// <summary>Starts reading a request's head or body.</summary>
    public void StartReading(TimeSpan limit) => Start(limit, readsRequest: true, idle: false);

    /// <summary>Starts a wait that only time ends: the receiver's end lets it finish.</summary>
    public void StartWaiting(TimeSpan limit) => Start(limit, readsRequest: false, idle: false);

    /// <summary>Ends a phase; after it no limit holds until the next one starts.</summary>
    /// <exception cref="ConnectionOverException">The phase had been ended already.</exception>
    public void Clear()
    {
        lock (_gate)
        {
            ThrowIfOver();
            _due = null;
            _readsRequest = false;
            _idle = false;
        }
    }

    /// <summary>Waits for an operation, or for the end of the phase that it belongs to.</summary>
    /// <exception cref="ConnectionOverException">The phase ended first; the operation is left to itself.</exception>
    public async Task WithinAsync(Task operation)
    {
        if (!operation.IsCompleted)
        {
            _ = await Task.WhenAny(operation, _over.Task).ConfigureAwait(false);
        }

        if (IsOver)
        {
            Forget(operation);
            ThrowIfOver();
        }

        await operation.ConfigureAwait(false);
    }

    /// <summary>Ends the phase if its time is up.</summary>
    public void Sweep(TimeSpan now)
    {
        lock (_gate)
        {
            if (_due <= now)
            {
                _ = _over.TrySetResult(ConnectionEnd.TimedOut);
            }
        }
    }

    /// <summary>Ends the reading of a request now, and any that would start later.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            if (_readsRequest)
            {
                _ = _over.TrySetResult(ConnectionEnd.Stopping);
            }
        }
    }

    /// <summary>How long this connection has kept its place without a whole request; null when it may not be evicted.</summary>
    public TimeSpan? Evictable(TimeSpan now, TimeSpan grace)
    {
        lock (_gate)
        {
            return _readsRequest && (_idle || now - _since >= grace) ? now - _since : null;
        }
    }

    /// <summary>Ends the reading of a request to make room for another connection.</summary>
    /// <returns>Whether it was still reading.</returns>
    public bool Evict()
    {
        lock (_gate)
        {
            return _readsRequest && _over.TrySetResult(ConnectionEnd.Evicted);
        }
    }

    private void Start(TimeSpan limit, bool readsRequest, bool idle)
    {
        lock (_gate)
        {
            ThrowIfOver();
            if (readsRequest && _stopping)
            {
                throw new ConnectionOverException(ConnectionEnd.Stopping);
            }

            _since = elapsed();
            _due = _since + limit;
            _readsRequest = readsRequest;
            _idle = idle;
        }
    }

    private void ThrowIfOver()
    {
        if (IsOver)
        {
            throw new ConnectionOverException(_over.Task.Result);
        }
    }

    // Closing the socket makes the operation fail, and nobody is left to look at that failure.
    private static void Forget(Task operation) =>
        _ = operation.ContinueWith(
            static task => _ = task.Exception,
            System.Threading.CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
}
