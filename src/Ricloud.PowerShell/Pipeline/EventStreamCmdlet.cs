using System.Diagnostics;
using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that writes events as they come, until it has had enough.</summary>
public abstract class EventStreamCmdlet : RicloudSessionCmdlet
{
    private const int StreamActivity = 3;
    private static readonly TimeSpan ShowInterval = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource? _time;
    private readonly Stopwatch _shown = new();
    private int _written;
    private string _title = string.Empty;
    private string _message = string.Empty;

    /// <summary>Writes only events about these types of resource; wildcards are allowed, and <c>type.action</c> names both.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>Writes only events of these actions; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string[] Action { get; set; } = [];

    /// <summary>Ends after this many events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = int.MaxValue;

    /// <summary>Ends after this many seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    /// <summary>How many events were written.</summary>
    private protected int Written => _written;

    /// <summary>Whether there is nothing more to wait for.</summary>
    private protected bool IsDone => _written >= Count || Time.IsCancellationRequested;

    /// <summary>Cancelled when the time is up, or when the pipeline stops.</summary>
    private protected CancellationToken Time => _time?.Token ?? StopToken;

    private protected EventNameFilter Names() => Require(() => new EventNameFilter(Type, Action));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _time?.Dispose();
            _time = null;
        }
    }

    /// <summary>Begins to count the seconds.</summary>
    private protected void StartTime()
    {
        if (IsBound(nameof(TimeoutSec)))
        {
            _time = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
            _time.CancelAfter(TimeSpan.FromSeconds(TimeoutSec));
        }
    }

    /// <summary>Waits for asynchronous work as long as there is time.</summary>
    /// <returns>What it gave, or the other value once the time is up.</returns>
    private protected T AwaitInTime<T>(Func<CancellationToken, Task<T>> work, T late) => Await(async _ =>
    {
        try
        {
            return await work(Time).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            return late;
        }
    }, null);

    /// <summary>Shows people at a prompt what is waited for, and how many events there were.</summary>
    private protected void ShowStream(string title, string message)
    {
        _title = title;
        _message = message;
        _shown.Restart();
        WriteProgress(new ProgressRecord(StreamActivity, title, TerminalText.Of(_written == 0 ? message : Texts.EventsSoFar(message, _written)))
        {
            PercentComplete = Count == int.MaxValue ? -1 : (int)(100L * _written / Count),
        });
    }

    /// <summary>Takes away what is shown.</summary>
    private protected void EndStream() => WriteProgress(new ProgressRecord(StreamActivity, _title, _title) { RecordType = ProgressRecordType.Completed });

    private protected void CountWritten()
    {
        _written++;
        if (_shown.Elapsed > ShowInterval)
        {
            ShowStream(_title, _message);
        }
    }
}
