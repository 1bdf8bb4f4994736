using System.Diagnostics;
using System.Management.Automation;
using Ricloud.Http;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// How long a cmdlet goes on writing events as they come: until there were enough, or its time is up. People at a prompt are
/// shown what is waited for, and how many events there were.
/// </summary>
internal sealed class EventStream : IDisposable
{
    private const int ActivityId = 3;
    private static readonly TimeSpan ShowInterval = TimeSpan.FromMilliseconds(500);

    private readonly RicloudCmdlet _cmdlet;
    private readonly int _count;
    private readonly string _title;
    private readonly string _message;
    private readonly CancellationTokenSource _time;
    private readonly Stopwatch _shown = new();

    /// <summary>Begins to count the seconds.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="count">How many events are enough.</param>
    /// <param name="timeoutSec">How many seconds there are; 0 for all there will ever be.</param>
    /// <param name="title">What is done, in a word or two.</param>
    /// <param name="message">What is waited for.</param>
    public EventStream(RicloudCmdlet cmdlet, int count, int timeoutSec, string title, string message)
    {
        _cmdlet = cmdlet;
        _count = count;
        _title = title;
        _message = message;
        _time = CancellationTokenSource.CreateLinkedTokenSource(cmdlet.StopToken);
        if (timeoutSec > 0)
        {
            _time.CancelAfter(TimeSpan.FromSeconds(timeoutSec));
        }

        Show();
    }

    /// <summary>How many events were written.</summary>
    public int Written { get; private set; }

    /// <summary>Whether there is nothing more to wait for.</summary>
    public bool IsDone => Written >= _count || _time.IsCancellationRequested;

    /// <summary>Waits for asynchronous work as long as there is time.</summary>
    /// <returns>What it gave, or the other value once the time is up.</returns>
    public T Await<T>(Func<Call, Task<T>> work, T late) => _cmdlet.Await(async call =>
    {
        try
        {
            return await work(call.With(_time.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.Token.IsCancellationRequested)
        {
            return late;
        }
    }, null);

    /// <summary>Counts an event that was written.</summary>
    public void Count()
    {
        Written++;
        if (_shown.Elapsed > ShowInterval)
        {
            Show();
        }
    }

    /// <summary>Takes away what is shown.</summary>
    public void End() => _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _title, _title) { RecordType = ProgressRecordType.Completed });

    public void Dispose() => _time.Dispose();

    private void Show()
    {
        _shown.Restart();
        _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _title, TerminalText.Of(Written == 0 ? _message : Texts.EventsSoFar(_message, Written)))
        {
            PercentComplete = _count == int.MaxValue ? -1 : (int)(100L * Written / _count),
        });
    }
}
