using System.Management.Automation;
using Ricloud.Events;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Follows the organisation's events by asking the API for them: each once, in order. For machines that nobody can reach
/// from outside. The events were fetched with the token; no signature is verified.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "RicloudEvent")]
[OutputType(typeof(RicloudEvent))]
public sealed class WatchRicloudEventCommand : EventStreamCmdlet
{
    /// <summary>The event to go on behind: its id, or an object that has one. Left out, the newest event there is.</summary>
    [Parameter(Position = 0)]
    [EventIdentity(Single = true)]
    [ArgumentCompleter(typeof(EventIdCompleter))]
    public RicloudIdentity? AfterId { get; set; }

    /// <summary>How many seconds to leave between two questions, 1 to 3600. 5 by default, which is 720 of the 10,000 requests an hour that an organisation has.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int IntervalSec { get; set; } = 5;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ProblemOf(AfterId) is { } problem)
        {
            ThrowTerminatingError(problem);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var names = Names();
        EventFollower follower = new(Client.Events, new EventFilter { StopBeforeId = AfterId?.Id });
        StartTime();
        var message = Texts.Watching(UsedSession.ToString(), IntervalSec);
        WriteVerbose(message);
        ShowStream(Texts.WatchingTitle, message);

        // Where to begin must be known; what fails later passes, or ends the command by its time.
        var events = Require(() => Next(follower));
        while (true)
        {
            for (var i = 0; i < events.Count && !IsDone; i++)
            {
                if (names.IsMatch(events[i]))
                {
                    CountWritten();
                    WriteObject(events[i]);
                }
            }

            if (IsDone)
            {
                EndStream();
                return;
            }

            events = NextLater(follower);
        }
    }

    private IReadOnlyList<RicloudEvent> NextLater(EventFollower follower)
    {
        IReadOnlyList<RicloudEvent> events = [];
        Pause(TimeSpan.FromSeconds(IntervalSec));
        if (IsDone)
        {
            return events;
        }

        try
        {
            events = Next(follower);
        }
        catch (RicloudException e) when (IsPassing(e.Kind))
        {
            WriteWarning(Texts.WatchInterrupted(e.Message));
            Pause(e.RetryAfter ?? TimeSpan.Zero);
        }
        catch (RicloudException e)
        {
            ThrowTerminatingError(ApiErrors.ToRecord(e, null, MyInvocation.BoundParameters.Keys));
        }

        return events;
    }

    private static bool IsPassing(RicloudErrorKind kind) => kind
        is RicloudErrorKind.Connection or RicloudErrorKind.Timeout or RicloudErrorKind.Server or RicloudErrorKind.RateLimited
        or RicloudErrorKind.InvalidResponse;

    /// <summary>Asks once; nothing when the time is up meanwhile.</summary>
    private IReadOnlyList<RicloudEvent> Next(EventFollower follower) => AwaitInTime(follower.NextAsync, []);

    private void Pause(TimeSpan time) => AwaitInTime(
        async cancellationToken =>
        {
            await Task.Delay(time, cancellationToken).ConfigureAwait(false);
            return true;
        },
        false);
}
