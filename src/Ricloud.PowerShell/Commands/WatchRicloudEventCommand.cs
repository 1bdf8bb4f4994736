using System.Management.Automation;
using Ricloud.Events;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Follows the organisation's events by asking the API for them: each once, in order. For machines that nobody can reach
/// from outside. The events were fetched with the token; no signature is verified.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "RicloudEvent")]
[OutputType(typeof(RicloudEvent))]
public sealed class WatchRicloudEventCommand : RicloudSessionCmdlet
{
    /// <summary>The event to go on behind: its id, or an object that has one. Left out, the newest event there is.</summary>
    [Parameter(Position = 0)]
    [Identity(ResourceType.Event, Single = true)]
    [ArgumentCompleter(typeof(EventIdCompleter))]
    public RicloudIdentity? AfterId { get; set; }

    /// <summary>How many seconds to leave between two questions, 1 to 3600. 5 by default, which is 720 of the 10,000 requests an hour that an organisation has.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int IntervalSec { get; set; } = 5;

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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(ProblemOf(AfterId));
    }

    private protected override void Finish()
    {
        var names = Require(() => new EventNameFilter(Type, Action));
        EventFollower follower = new(Client.Events, new EventFilter { StopBeforeId = AfterId?.Id });
        var message = Texts.Watching(UsedSession.ToString(), IntervalSec);
        WriteVerbose(message);
        using EventStream stream = new(this, Count, TimeoutSec, Texts.WatchingTitle, message);

        // Where to begin must be known; what fails later passes, or ends the command by its time.
        var events = Require(() => Next(stream, follower));
        while (true)
        {
            for (var i = 0; i < events.Count && !stream.IsDone; i++)
            {
                if (names.IsMatch(events[i]))
                {
                    stream.Count();
                    WriteObject(events[i]);
                }
            }

            if (stream.IsDone)
            {
                stream.End();
                return;
            }

            events = Require(() => NextLater(stream, follower));
        }
    }

    private IReadOnlyList<RicloudEvent> NextLater(EventStream stream, EventFollower follower)
    {
        Pause(stream, TimeSpan.FromSeconds(IntervalSec));
        try
        {
            return stream.IsDone ? [] : Next(stream, follower);
        }
        catch (RicloudException e) when (IsPassing(e.Kind))
        {
            WriteWarning(Texts.WatchInterrupted(e.Message));
            Pause(stream, e.RetryAfter ?? TimeSpan.Zero);
            return [];
        }
    }

    private static bool IsPassing(RicloudErrorKind kind) => kind
        is RicloudErrorKind.Connection or RicloudErrorKind.Timeout or RicloudErrorKind.Server or RicloudErrorKind.RateLimited
        or RicloudErrorKind.InvalidResponse;

    /// <summary>Asks once; nothing when the time is up meanwhile.</summary>
    private static IReadOnlyList<RicloudEvent> Next(EventStream stream, EventFollower follower) => stream.Await(follower.NextAsync, []);

    private static void Pause(EventStream stream, TimeSpan time) => stream.Await(
        async call =>
        {
            await Task.Delay(time, call.Token).ConfigureAwait(false);
            return true;
        },
        false);
}
