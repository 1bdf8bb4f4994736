using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Storage;

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
