using System.Management.Automation;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// The items whose work is under way, or done and not written yet. They are written in the order in which they came, on the
/// pipeline's thread.
/// </summary>
internal sealed class ItemQueue(RicloudCmdlet cmdlet, PipelineBridge bridge)
{
    private static readonly TimeSpan InFlightPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CancelPatience = TimeSpan.FromMilliseconds(100);

    private readonly Queue<ItemWork> _items = new();
    private string? _name;
    private int _number;
    private int? _total;

    /// <summary>How many items may be in the queue.</summary>
    public int Window { get; set; } = 1;

    /// <summary>Goes on to the next item, of which is told while it is waited for.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="total">How many there are; null as long as more may be piped.</param>
    public void Next(string? name, int? total)
    {
        _name = name;
        _number++;
        _total = total;
    }

    /// <summary>
    /// Begins the item's work, and writes what has been done of the items so far. Waits when as many as may be are under way.
    /// </summary>
    public void Start<T>(ItemContext context, Func<ItemContext, Task<T>> work, Action<T> write, WaitDisplay? display)
    {
        display ??= new WaitDisplay(Texts.RetryActivity, _name);
        display.Place(_number, _total);
        var task = PipelineBridge.Start(() => work(context));
        Add(new ItemWork(context, task, () => cmdlet.AttemptItem(() => context.Target, () => write(task.GetAwaiter().GetResult())), display));
    }

    /// <summary>Writes an error in the item's place.</summary>
    public void Refuse(ErrorRecord error) => Add(new ItemWork(null, Task.CompletedTask, () => cmdlet.WriteError(error), null));

    /// <summary>Makes room for one more item; call it before anything is decided about the item.</summary>
    public void AwaitRoom() => WriteDownTo(Window - 1);

    /// <summary>Writes what is still to be written.</summary>
    public void WriteAll() => WriteDownTo(0);

    /// <summary>
    /// Ends what is under way. Unless Ctrl+C was pressed, changes get a moment to come to their end first, so that as little as
    /// possible stays in doubt.
    /// </summary>
    /// <param name="cancel">Cancels the work.</param>
    /// <returns>The items of which nobody has heard.</returns>
    public IReadOnlyList<ItemWork> Leave(Action cancel)
    {
        ItemWork[] left = [.. _items];
        _items.Clear();
        var all = left.Length == 0 ? Task.CompletedTask : Task.WhenAll(left.Select(item => item.Work));
        if (!cmdlet.IsStopping)
        {
            WaitQuietly(all, InFlightPatience);
        }

        cancel();
        WaitQuietly(all, CancelPatience);
        return left;
    }

    private void Add(ItemWork item)
    {
        _items.Enqueue(item);
        while (_items.Count > 0 && (_items.Count >= Window || _items.Peek().Work.IsCompleted))
        {
            WriteNext();
        }
    }

    private void WriteDownTo(int count)
    {
        while (_items.Count > count)
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
            bridge.WaitFor(item.Work, item.Display, cmdlet.StopToken);
        }
        else
        {
            bridge.WriteReports();
        }

        var isHeard = true;
        try
        {
            item.Write();
        }
        catch (PipelineStoppedException) when (cmdlet.IsStopping)
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

    private static void WaitQuietly(Task task, TimeSpan time) => _ = task.IsCompleted || ((IAsyncResult)task).AsyncWaitHandle.WaitOne(time);
}
