using System.Diagnostics;
using System.Management.Automation;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The progress bar of a wait; it only appears when the wait isn't over at once.</summary>
/// <param name="activity">What is waited for, in a few words: a host cuts it off where its line ends.</param>
/// <param name="subject">Of what; its id comes first.</param>
/// <param name="timeout">How long at most; <see langword="null"/> when nobody has said.</param>
internal sealed class WaitDisplay(string activity, string? subject = null, TimeSpan? timeout = null)
{
    private const int ActivityId = 1;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string? _position;
    private int _percent = -1;
    private string? _shown;

    /// <summary>The progress of a step of a plan, of which only some wait for a test.</summary>
    public static WaitDisplay Of(WebhookConfigStep step, int timeoutSec, int number, int total)
    {
        WaitDisplay display = !step.IsEnsuring
            ? new(Texts.RetryActivity, Texts.StepTarget(step))
            : new(Texts.WaitingForTest, Texts.StepTarget(step), TimeSpan.FromSeconds(timeoutSec));
        display.Place(number, total);
        return display;
    }

    /// <summary>Says how far the whole is.</summary>
    /// <param name="number">Which item it is, from 1.</param>
    /// <param name="total">How many there are; <see langword="null"/> as long as more may be piped.</param>
    public void Place(int number, int? total)
    {
        if (total > 1)
        {
            _position = Texts.ItemOf(number, total.Value);
            _percent = 100 * (number - 1) / total.Value;
        }
        else if (number > 1)
        {
            _position = Texts.Item(number);
        }
    }

    /// <summary>Shows what has changed; nothing that stays as it is fills the stream of a job.</summary>
    public void Show(Cmdlet cmdlet)
    {
        var elapsed = _watch.Elapsed;
        var status = TerminalText.Of(string.Join(", ", Array.FindAll([_position, subject, timeout is { } most ? Texts.Waiting(elapsed, most) : null], part => part is not null)));
        if (status == _shown)
        {
            return;
        }

        ProgressRecord record = new(ActivityId, activity, status.Length == 0 ? activity : status) { PercentComplete = _percent };
        if (timeout is { } time)
        {
            record.SecondsRemaining = (int)Math.Ceiling(Math.Max(0, (time - elapsed).TotalSeconds));
            record.PercentComplete = _percent >= 0 ? _percent : (int)Math.Min(100, 100 * elapsed.TotalSeconds / time.TotalSeconds);
        }

        cmdlet.WriteProgress(record);
        _shown = status;
    }

    public void Close(Cmdlet cmdlet)
    {
        if (_shown is not null)
        {
            _shown = null;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, activity) { RecordType = ProgressRecordType.Completed });
        }
    }
}
