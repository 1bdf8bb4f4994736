using System.Collections.Concurrent;
using System.Management.Automation;
using Ricloud.Http;
using Ricloud.Receiving;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// The only place where the pipeline's thread waits for asynchronous work. Streams may be written on that thread alone,
/// so what the client reports from others is queued and written here.
/// </summary>
internal sealed class PipelineBridge(Cmdlet cmdlet) : IRicloudObserver, IDisposable
{
    private const int ProgressInterval = 500;
    private const int StopPatience = 100;
    private const int RetryActivityId = 2;

    // A flood of reports must not fill the memory while the pipeline's thread is busy downstream.
    private const int MostReports = 1000;
    private const int FewReports = 16;
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);
    private static readonly Action<Task, object?> Wake = (_, signal) => ((ManualResetEventSlim)signal!).Set();

    private readonly ConcurrentQueue<object> _reports = new();
    private readonly ManualResetEventSlim _signal = new();
    private bool _isRetryShown;
    private int _waiting;
    private int _leftOut;

    /// <summary>Whether a verbose or debug line would be seen.</summary>
    public bool HearsTries { get; set; } = true;

    /// <summary>Ends the bridge. Abandoned work may still report to it, which does nothing.</summary>
    public void Dispose() => _signal.Dispose();

    /// <summary>Wakes nobody while there are few: what comes of the exchange, a result or another try, does that a moment later.</summary>
    public void Completed(RicloudExchange exchange) => Report(exchange, wakes: false);

    public void Retrying(RicloudRetry retry) => Report(retry);

    public void Noticed(RicloudNotice notice) => Report(notice);

    /// <summary>Queues a verbose line. May be called on any thread.</summary>
    public void Tell(string text) => Report(text);

    /// <summary>Queues what became of a request to a receiver. May be called on any thread.</summary>
    public void Tell(ReceiverRequest request) => Report(request);

    /// <summary>Starts work without waiting for it.</summary>
    public static Task<T> Start<T>(Func<Task<T>> work)
    {
        // The client never captures a context, so starting here spares every request a thread change.
        return SynchronizationContext.Current is null ? work() : Task.Run(work);
    }

    public T Wait<T>(Func<Task<T>> work, WaitDisplay? display, CancellationToken stopping)
    {
        try
        {
            var task = Start(work);
            WaitFor(task, display, stopping);
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits until a task is done, in whichever way.</summary>
    public void WaitFor(Task task, WaitDisplay? display, CancellationToken stopping)
    {
        try
        {
            Pump(task, display, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!stopping.IsCancellationRequested)
            {
                WriteReports();
                CloseRetry();
                display?.Close(cmdlet);
            }
        }
    }

    private void Pump(Task task, WaitDisplay? display, CancellationToken stopping)
    {
        if (task.IsCompleted)
        {
            return;
        }

        task.ContinueWith(Wake, _signal, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            if (!WaitForSignal(task, display, stopping))
            {
                display?.Show(cmdlet);
            }

            WriteReports();
        }
    }

    private bool WaitForSignal(Task task, WaitDisplay? display, CancellationToken stopping)
    {
        try
        {
            var isSignalled = _signal.Wait(display is null ? Timeout.Infinite : ProgressInterval, stopping);
            _signal.Reset();
            return isSignalled;
        }
        catch (OperationCanceledException)
        {
            Abandon(task);
            throw;
        }
    }

    /// <summary>Gives cancelled work a moment to end; what doesn't is left to the pool, its failure looked at and dropped.</summary>
    private static void Abandon(Task task)
    {
        task.ContinueWith(
            static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne(StopPatience);
    }

    private void Report(object report, bool wakes = true)
    {
        if (Interlocked.Increment(ref _waiting) > MostReports && report is not RicloudNotice)
        {
            Interlocked.Decrement(ref _waiting);
            Interlocked.Increment(ref _leftOut);
            return;
        }

        _reports.Enqueue(report);
        if (wakes || Volatile.Read(ref _waiting) > FewReports)
        {
            _signal.Set();
        }
    }

    /// <summary>Writes what was reported so far. For the pipeline's thread only.</summary>
    public void WriteReports()
    {
        while (_reports.TryDequeue(out var report))
        {
            Interlocked.Decrement(ref _waiting);
            switch (report)
            {
                case RicloudExchange exchange:
                    cmdlet.WriteVerbose(Texts.Exchange(exchange));
                    cmdlet.WriteDebug(Texts.Wire(exchange));
                    break;
                case RicloudRetry retry:
                    WriteRetry(retry);
                    break;
                case RicloudNotice notice:
                    cmdlet.WriteWarning(TerminalText.OfLines(notice.Message));
                    break;
                case ReceiverRequest request:
                    cmdlet.WriteVerbose(Texts.ReceiverRequest(request));
                    break;
                case string text:
                    cmdlet.WriteVerbose(TerminalText.OfLines(text));
                    break;
            }
        }

        if (_leftOut > 0)
        {
            cmdlet.WriteVerbose(Texts.ReportsLeftOut(Interlocked.Exchange(ref _leftOut, 0)));
        }
    }

    private void WriteRetry(RicloudRetry retry)
    {
        cmdlet.WriteVerbose(Texts.Retry(retry));
        if (retry.Delay >= LongPause)
        {
            cmdlet.WriteProgress(new ProgressRecord(RetryActivityId, Texts.RetryActivity, Texts.RetryStatus(retry))
            {
                SecondsRemaining = (int)Math.Ceiling(retry.Delay.TotalSeconds),
            });
            _isRetryShown = true;
        }
    }

    private void CloseRetry()
    {
        if (_isRetryShown)
        {
            _isRetryShown = false;
            cmdlet.WriteProgress(new ProgressRecord(RetryActivityId, Texts.RetryActivity, Texts.RetryActivity)
            {
                RecordType = ProgressRecordType.Completed,
            });
        }
    }
}
