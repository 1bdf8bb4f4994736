using System.IO;
using System.Management.Automation;
using Ricloud.Events;
using Ricloud.PowerShell.Errors;
using Ricloud.Receiving;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// Gives received events to everyone who is to have them: another receiver, a file, the pipeline. An event's sender hears
/// that it was taken only after all of them have it.
/// </summary>
/// <param name="cmdlet">The cmdlet that writes them.</param>
/// <param name="outFile">The file to keep them in; null for none.</param>
/// <param name="forwardTo">The receiver to post them on to; null for none.</param>
/// <exception cref="RicloudCommandException">The file can't be opened.</exception>
internal sealed class EventHandOver(RicloudCmdlet cmdlet, string? outFile, ReceiverUrl? forwardTo) : IDisposable
{
    private static readonly TimeSpan ForwardTime = TimeSpan.FromSeconds(10);

    private readonly EventFileWriter? _file = outFile is null ? null : Open(outFile);
    private readonly EventSender? _sender = forwardTo is null ? null : new EventSender(ForwardTime);

    /// <summary>The ids of the events that an earlier run has put into the file.</summary>
    public IReadOnlyList<string> KeptBefore => _file?.RecentIds ?? [];

    /// <summary>Whether others could read or write the file until now.</summary>
    public bool WasOpenToOthers => _file?.WasOpenToOthers == true;

    public void Dispose()
    {
        _file?.Dispose();
        _sender?.Dispose();
    }

    /// <summary>Gives one event to everyone, and tells its sender. Whether everyone has it.</summary>
    public bool Give(PendingEvent pending)
    {
        var received = pending.ToReceivedEvent();
        var isTaken = false;
        var isKept = false;
        try
        {
            if (Forward(pending, received) && (isKept = Keep(received)))
            {
                cmdlet.WriteObject(received);
                isTaken = true;
            }
        }
        catch (PipelineStoppedException) when (!cmdlet.IsStopping)
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

        return isTaken;
    }

    private static EventFileWriter Open(string path)
    {
        try
        {
            return EventFileWriter.Open(path, DateTimeOffset.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RicloudCommandException(RicloudError.OutFileUnusable.Wrap(e, path, path, e.Message));
        }
    }

    /// <summary>Posts an event on. Whether it was taken there, or needn't be.</summary>
    private bool Forward(PendingEvent pending, ReceivedEvent received)
    {
        var isTaken = _sender is null;
        if (_sender is { } sender)
        {
            cmdlet.Attempt(received, () =>
            {
                var delivery = cmdlet.Await(call => sender.SendAsync(
                    forwardTo!.Text, OutgoingEvent.Of(received), pending.Signature, pending.ContentType, call.Token));
                isTaken = delivery.IsAccepted ? true : throw delivery.Refusal();
            });
        }

        return isTaken;
    }

    /// <summary>Adds an event to the file. Whether it is there, or needn't be; otherwise the file is as before.</summary>
    private bool Keep(ReceivedEvent received)
    {
        try
        {
            _file?.Append(received);
            return true;
        }
        catch (IOException e)
        {
            cmdlet.WriteError(RicloudError.EventNotKept.Wrap(e, received, received.Id, outFile, e.Message));
            return false;
        }
    }
}
