namespace Ricloud.Changes;

/// <summary>Lets those with the same key in one at a time, in their order, and those with different keys side by side.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    /// <summary>How many keys somebody holds or waits for.</summary>
    public int Count
    {
        get
        {
            lock (_queues)
            {
                return _queues.Count;
            }
        }
    }

    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var queue = Join(key);
        try
        {
            await queue.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(queue);
            throw;
        }

        return new Turn(this, queue);
    }

    private Queue Join(string key)
    {
        lock (_queues)
        {
            if (!_queues.TryGetValue(key, out var queue))
            {
                queue = new Queue(key);
                _queues.Add(key, queue);
            }

            queue.Members++;
            return queue;
        }
    }

    private void Leave(Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Members == 0)
            {
                _queues.Remove(queue.Key);
            }
        }
    }

    /// <summary>Its semaphore needs no disposing: nobody asks for its wait handle.</summary>
    private sealed class Queue(string key)
    {
        public string Key { get; } = key;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Members { get; set; }
    }

    private sealed class Turn(KeyedLock owner, Queue queue) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                queue.Gate.Release();
                owner.Leave(queue);
            }
        }
    }
}
