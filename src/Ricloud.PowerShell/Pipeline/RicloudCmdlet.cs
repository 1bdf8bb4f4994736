using System.Management.Automation;
using System.Reflection;
using Ricloud.Http;
using Ricloud.PowerShell.Errors;
using Ricloud.Receiving;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// What every cmdlet shares: its lifetime, the one bridge from the pipeline to asynchronous work, and the translation of
/// failures to error records.
/// </summary>
public abstract class RicloudCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan InFlightPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CancelPatience = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly PipelineBridge _bridge;
    private readonly Queue<ItemWork> _items = new();
    private bool? _mayAsk;

    /// <summary>Prepares the bridge.</summary>
    protected RicloudCmdlet() => _bridge = new PipelineBridge(this);

    /// <summary>How many items may be under way, or done and not written yet.</summary>
    private protected virtual int Window => 1;

    /// <summary>Whether the user may be asked about an item, who must then know what became of the one before.</summary>
    private protected bool MayAsk => _mayAsk ??= FindOutWhetherItAsks();

    /// <summary>Whether the cmdlet changes something.</summary>
    private protected bool IsChanging => Declaration.SupportsShouldProcess;

    private CmdletAttribute Declaration => GetType().GetCustomAttribute<CmdletAttribute>()!;

    /// <summary>Whether the caller has said that nobody is to be asked.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>What the item in work is called.</summary>
    private protected string? ItemName { get; set; }

    /// <summary>Which one it is, from 1.</summary>
    private protected int ItemNumber { get; set; }

    /// <summary>How many there are; null as long as more may be piped.</summary>
    private protected int? ItemTotal { get; set; }

    private protected bool IsStopping => Stopping || _stopping.IsCancellationRequested;

    /// <summary>Cancelled when the pipeline stops, by Ctrl+C or because nobody downstream wants more.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    private protected IRicloudObserver Observer => _bridge;

    /// <summary>Writes a verbose line from any thread, as soon as the pipeline's own gets to it.</summary>
    private protected Action<string> Tell => _bridge.Tell;

    /// <summary>Queues what became of a request to a receiver, from any thread.</summary>
    private protected Action<ReceiverRequest> TellRequest => _bridge.Tell;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends whatever is still under way.</summary>
    /// <param name="disposing">True: called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            LeaveItems();
            _stopping.Dispose();
            _bridge.Dispose();
        }
    }

    // What is asked and told goes to a terminal, and part of it came from outside.
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(TerminalText.Of(target), TerminalText.Of(action));

    private protected new void WriteVerbose(string text) => base.WriteVerbose(TerminalText.OfLines(text));

    private protected new void WriteWarning(string text) => base.WriteWarning(TerminalText.OfLines(text));

    /// <summary>Writes what is still to be written of the items.</summary>
    protected override void EndProcessing()
    {
        while (_items.Count > 0)
        {
            WriteNext();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Waits for asynchronous work on the pipeline's thread, writing what it has to say meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work) => Await(work, new WaitDisplay(Texts.RetryActivity));

    /// <summary>The same with a bar of its own, or with none.</summary>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work, WaitDisplay? display) =>
        _bridge.Wait(work, display, StopToken);

    /// <summary>
    /// Begins one item's work, and writes what has been done of the items so far, in their order. Waits when as many as may
    /// be are under way.
    /// </summary>
    private protected void Submit<T>(ItemContext context, Func<ItemContext, Task<T>> work, Action<T> write, WaitDisplay? display)
    {
        display ??= new WaitDisplay(Texts.RetryActivity, ItemName);
        display.Place(ItemNumber, ItemTotal);
        var task = PipelineBridge.Start(() => work(context));
        Submit(new ItemWork(context, task, () => Attempt(() => context.Target, () => write(task.GetAwaiter().GetResult())), display));
    }

    /// <summary>Writes an error in its item's place.</summary>
    private protected void SubmitError(ErrorRecord error) => Submit(new ItemWork(null, Task.CompletedTask, () => WriteError(error)));

    /// <summary>Makes room for one more item; call it before anything is decided about the item.</summary>
    private protected void AwaitRoom()
    {
        while (_items.Count >= Window)
        {
            WriteNext();
        }
    }

    /// <summary>Takes note of what was sent and will never be written.</summary>
    private protected virtual void LeaveUnreported(IReadOnlyList<ItemWork> items)
    {
    }

    /// <summary>Writes what was told meanwhile, in work that has nothing to wait for.</summary>
    private protected void WriteReports() => _bridge.WriteReports();

    /// <summary>Does one item's work: its failure is one error that doesn't end the others.</summary>
    private protected void Attempt(object? target, Action work) => Attempt(() => target, work);

    private void Attempt(Func<object?> target, Action work)
    {
        try
        {
            work();
        }
        catch (RicloudException e)
        {
            WriteError(ApiErrors.ToRecord(e, target(), MyInvocation.BoundParameters.Keys));
        }
        catch (RicloudCommandException e)
        {
            WriteError(e.ErrorRecord);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does work without which the command has no sense: its failure ends the command.</summary>
    private protected T Require<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RicloudException e)
        {
            ThrowTerminatingError(ApiErrors.ToRecord(e, null, MyInvocation.BoundParameters.Keys));
            throw;
        }
        catch (RicloudCommandException e)
        {
            ThrowTerminatingError(e.ErrorRecord);
            throw;
        }
    }

    private void Submit(ItemWork item)
    {
        _items.Enqueue(item);
        while (_items.Count > 0 && (_items.Count >= Window || _items.Peek().Work.IsCompleted))
        {
            WriteNext();
        }
    }

    /// <summary>Writes the first item. It stays in the queue, as one that nobody has heard of, if Ctrl+C comes first.</summary>
    private void WriteNext()
    {
        var item = _items.Peek();
        if (!item.Work.IsCompleted)
        {
            _bridge.WaitFor(item.Work, item.Display, StopToken);
        }
        else
        {
            WriteReports();
        }

        var isHeard = true;
        try
        {
            item.Write();
        }
        catch (PipelineStoppedException) when (IsStopping)
        {
            isHeard = false;
            throw;
        }
        finally
        {
            if (isHeard)
            {
                _ = _items.Dequeue();
            }
        }
    }

    /// <summary>
    /// Ends what is under way. Unless Ctrl+C was pressed, changes get a moment to come to their end first, so that as little as
    /// possible stays in doubt.
    /// </summary>
    private void LeaveItems()
    {
        if (_items.Count == 0)
        {
            _stopping.Cancel();
            return;
        }

        var all = Task.WhenAll(_items.Select(item => item.Work));
        if (!IsStopping)
        {
            WaitQuietly(all, InFlightPatience);
        }

        _stopping.Cancel();
        WaitQuietly(all, CancelPatience);
        LeaveUnreported(_items.ToList());
        _items.Clear();
    }

    private bool FindOutWhetherItAsks()
    {
        var cmdlet = Declaration;
        if (!IsChanging || IsForced)
        {
            return false;
        }

        if (MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm))
        {
            return LanguagePrimitives.IsTrue(confirm);
        }

        return LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.None && cmdlet.ConfirmImpact >= preference;
    }

    private static void WaitQuietly(Task task, TimeSpan time) => ((IAsyncResult)task).AsyncWaitHandle.WaitOne(time);

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
