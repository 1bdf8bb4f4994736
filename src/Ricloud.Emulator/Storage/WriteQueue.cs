using Microsoft.Data.Sqlite;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

/// <summary>
/// The one writer. Whatever waits while a transaction is written to disk goes together into the next,
/// so that many requests share one flush; each is answered only after its commit.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private const int MaximumUrgent = 1024;
    private const int MaximumLater = 256;

    // What nobody waits for must not make a request's transaction long, but must get on.
    private const int MaximumLaterBesideUrgent = 8;

    // So many requests in one transaction are many at once, and more of them are about to come.
    private const int ManyUrgent = 4;
    private const int PressedMilliseconds = 100;

    private readonly Session _session;
    private readonly Lock _connection;
    private readonly Queue<PendingWrite> _urgent = new();
    private readonly Queue<PendingWrite> _later = new();
    private readonly List<PendingWrite> _batch = [];
    private readonly Thread _thread;
    private bool _closed;
    private long _pressedUntil;

    public WriteQueue(Session session, Lock connection)
    {
        _session = session;
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "database writer" };
        _thread.Start();
    }

    /// <summary>Whether many requests wait for their writes at the moment, so that what nobody waits for had better wait too.</summary>
    public bool IsPressed => Environment.TickCount64 < Interlocked.Read(ref _pressedUntil);

    public Task<T> Add<T>(Func<Session, T> change, bool urgent)
    {
        var write = new PendingWrite<T>(change);
        lock (_urgent)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            (urgent ? _urgent : _later).Enqueue(write);
            Monitor.Pulse(_urgent);
        }

        return write.Task;
    }

    /// <summary>Writes what waits, then stops.</summary>
    public void Dispose()
    {
        lock (_urgent)
        {
            _closed = true;
            Monitor.Pulse(_urgent);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (TakeBatch())
        {
            if (!TryCommit(_batch))
            {
                CommitEachAlone();
            }

            foreach (var write in _batch)
            {
                write.Complete();
            }
        }
    }

    private bool TakeBatch()
    {
        _batch.Clear();
        lock (_urgent)
        {
            while (_urgent.Count + _later.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_urgent);
            }

            Take(_urgent, MaximumUrgent);
            if (_batch.Count >= ManyUrgent)
            {
                Interlocked.Exchange(ref _pressedUntil, Environment.TickCount64 + PressedMilliseconds);
            }

            Take(_later, _batch.Count > 0 ? MaximumLaterBesideUrgent : MaximumLater);
            return true;
        }
    }

    private void Take(Queue<PendingWrite> queue, int most)
    {
        for (var i = 0; i < most && queue.TryDequeue(out var write); i++)
        {
            _batch.Add(write);
        }
    }

    // One that fails must not take its neighbours' changes with it.
    private void CommitEachAlone()
    {
        foreach (var write in _batch)
        {
            List<PendingWrite> alone = [write];
            TryCommit(alone);
        }
    }

    private bool TryCommit(List<PendingWrite> writes)
    {
        using var scope = _connection.EnterScope();
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var write in writes)
            {
                write.Run(_session);
            }

            _session.Counts.Write();
            _session.Execute("COMMIT");
            return true;
        }
#pragma warning disable CA1031 // Whatever a change throws goes to whoever asked for it; the writer lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Rollback();
            foreach (var write in writes)
            {
                write.Fail(e);
            }

            return false;
        }
    }

    private void Rollback()
    {
        _session.Counts.Forget();
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk and the like have rolled it back already.
        }
    }
}

/// <summary>A change that waits for the writer.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the change; run again, it forgets how it ended the time before.</summary>
    public abstract void Run(Session session);

    public abstract void Fail(Exception reason);

    /// <summary>Tells whoever waits.</summary>
    public abstract void Complete();
}

/// <inheritdoc/>
internal sealed class PendingWrite<T>(Func<Session, T> change) : PendingWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    public Task<T> Task => _done.Task;

    // A refusal comes before the change's first write, so that there is nothing of it to undo.
    public override void Run(Session session)
    {
        _failure = null;
        try
        {
            _result = change(session);
        }
        catch (RefusedException e)
        {
            _failure = e;
        }
    }

    public override void Fail(Exception reason) => _failure = reason;

    public override void Complete()
    {
        if (_failure is null)
        {
            _done.SetResult(_result!);
        }
        else
        {
            _done.SetException(_failure);
        }
    }
}
