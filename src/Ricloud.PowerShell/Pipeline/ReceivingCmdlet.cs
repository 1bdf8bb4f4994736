using System.Management.Automation;
using Ricloud.Events;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Receiving;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// The half of a receiving cmdlet that gives events to everyone who is to have them: another receiver, a file, the
/// pipeline. An event's sender hears that it was taken only after all of them have it.
/// </summary>
public abstract class ReceivingCmdlet : EventStreamCmdlet
{
    private static readonly TimeSpan ForwardTime = TimeSpan.FromSeconds(10);

    private EventFile? _file;
    private EventSender? _sender;

    /// <summary>The file that each event is added to, one in JSON a line, before its sender hears that it was taken.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>The address that each event is posted on to, as it came. Its sender hears that it was taken only if it is taken there.</summary>
    [Parameter]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? ForwardTo { get; set; }

    /// <summary>The ids of the events that an earlier run has put into the file.</summary>
    private protected IReadOnlyList<string> KeptBefore => _file?.RecentIds ?? [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ForwardTo?.Problem() is { } problem)
        {
            ThrowTerminatingError(problem);
        }

        _sender = ForwardTo is null ? null : new EventSender(ForwardTime);
        _file = OutFile is null ? null : Require(() => EventFile.Open(GetUnresolvedProviderPathFromPSPath(OutFile)));
        if (_file?.WasOpenToOthers == true)
        {
            WriteWarning(Texts.FileNarrowed(OutFile!));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _file?.Dispose();
            _sender?.Dispose();
        }
    }

    /// <summary>Takes events until there is nothing more to wait for.</summary>
    private protected void TakeEvents(EventReceiver receiver)
    {
        StartTime();
        while (!IsDone)
        {
            var pending = receiver.TryTake() ?? AwaitInTime(receiver.NextAsync, null);
            WriteReports();
            if (pending is not null)
            {
                HandOver(pending);
            }
        }
    }

    private void HandOver(PendingEvent pending)
    {
        var received = pending.ToReceivedEvent();
        var isTaken = false;
        var isKept = false;
        try
        {
            if (Forward(pending, received) && (isKept = Keep(received)))
            {
                WriteObject(received);
                isTaken = true;
            }
        }
        catch (PipelineStoppedException) when (!Stopping && !StopToken.IsCancellationRequested)
        {
            // Whoever wants no more after this event, Select-Object -First say, has taken it. Ctrl+C may have come before.
            isTaken = true;
            throw;
        }
        finally
        {
            var isHeard = isTaken ? pending.Accept() : pending.Reject();
            if (isKept && !(isTaken && isHeard))
            {
                // Its sender hears 503 and sends it again: then it is kept, once.
                _file?.TakeBack();
            }
        }

        if (isTaken)
        {
            CountWritten();
        }
    }

    /// <summary>Posts an event on. Whether it was taken there, or needn't be.</summary>
    private bool Forward(PendingEvent pending, ReceivedEvent received)
    {
        var isTaken = _sender is null;
        if (_sender is { } sender)
        {
            Attempt(received, () =>
            {
                var delivery = Await(stopping => DeliveryErrors.TranslateAsync(
                    received,
                    sender.SendAsync(ForwardTo!.Text, OutgoingEvent.Of(received), pending.Signature, pending.ContentType, stopping)));
                isTaken = delivery.IsAccepted ? true : throw new RicloudCommandException(DeliveryErrors.Refused(delivery, received));
            });
        }

        return isTaken;
    }

    private bool Keep(ReceivedEvent received)
    {
        var isKept = _file is null;
        if (_file is { } file)
        {
            Attempt(received, () =>
            {
                file.Append(received);
                isKept = true;
            });
        }

        return isKept;
    }
}
