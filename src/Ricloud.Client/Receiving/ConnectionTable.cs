namespace Ricloud.Receiving;

/// <summary>The open connections: how many there may be, who makes room, and the end of them all.</summary>
internal sealed class ConnectionTable(ReceiverLimits limits, Func<TimeSpan> elapsed)
{
    // Beyond the limit this many more are told so; the rest is closed unheard.
    private const int RefusalsAtATime = 64;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Dictionary<ReceiverConnection, Task> _connections = [];
    private bool _stopping;

    /// <summary>Serves a connection, refuses it, or closes it, by how many there are.</summary>
    public void Admit(ReceiverConnection connection)
    {
        lock (_gate)
        {
            var serves = _connections.Count < limits.Connections || MakeRoom();
            if (_stopping || (!serves && _connections.Count >= limits.Connections + RefusalsAtATime))
            {
                connection.Dispose();
                return;
            }

            _connections.Add(connection, Task.Run(() => RunAsync(connection, serves)));
        }
    }

    /// <summary>Ends the phases whose time is up.</summary>
    public void Sweep()
    {
        var now = elapsed();
        foreach (var connection in Open())
        {
            connection.Deadline.Sweep(now);
        }
    }

    /// <summary>Ends reading everywhere; answers under way are still written.</summary>
    /// <returns>The end of them all.</returns>
    public Task StopAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _stopping = true;
            running = [.. _connections.Values];
        }

        foreach (var connection in Open())
        {
            connection.Deadline.Stop();
        }

        return Task.WhenAll(running);
    }

    /// <summary>Closes all sockets, whatever they are doing.</summary>
    public void CloseAll()
    {
        foreach (var connection in Open())
        {
            connection.Dispose();
        }
    }

    private ReceiverConnection[] Open()
    {
        lock (_gate)
        {
            return [.. _connections.Keys];
        }
    }

    private bool MakeRoom()
    {
        var now = elapsed();
        return _connections.Keys
            .Select(connection => (connection, Age: connection.Deadline.Evictable(now, Grace)))
            .Where(candidate => candidate.Age is not null)
            .OrderByDescending(candidate => candidate.Age)
            .Any(candidate => candidate.connection.Deadline.Evict());
    }

    private async Task RunAsync(ReceiverConnection connection, bool serves)
    {
        try
        {
            await (serves ? connection.ServeAsync() : connection.RefuseAsync()).ConfigureAwait(false);
        }
        finally
        {
            connection.Dispose();
            lock (_gate)
            {
                _ = _connections.Remove(connection);
            }
        }
    }
}
