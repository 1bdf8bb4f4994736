using System;
using System.Diagnostics;
using System.Management.Automation;

namespace Ricloud.PowerShell.Commands;

/// <summary>The progress bar of a wait; it only appears when the wait isn't over at once.</summary>
internal sealed class WaitDisplay
{
    private const int ActivityId = 1;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly string _activity;
    private readonly TimeSpan _timeout;
    private bool _isShown;

    public WaitDisplay(string activity, TimeSpan timeout)
    {
        _activity = activity;
        _timeout = timeout;
    }

    public void Show(Cmdlet cmdlet)
    {
        var elapsed = _watch.Elapsed;
        var remaining = _timeout > elapsed ? _timeout - elapsed : TimeSpan.Zero;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, Texts.Waiting(elapsed, _timeout))
        {
            PercentComplete = (int)Math.Min(100, 100 * elapsed.TotalSeconds / _timeout.TotalSeconds),
            SecondsRemaining = (int)Math.Ceiling(remaining.TotalSeconds),
        });
        _isShown = true;
    }

    public void Close(Cmdlet cmdlet)
    {
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, _activity) { RecordType = ProgressRecordType.Completed });
        }
    }
}
