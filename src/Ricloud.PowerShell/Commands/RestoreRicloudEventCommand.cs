using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.Paging;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Sends again, each once, the events that no receiver has taken, signed with the secret of where they go.</summary>
[Cmdlet(VerbsData.Restore, "RicloudEvent", DefaultParameterSetName = ByList, SupportsShouldProcess = true)]
[OutputType(typeof(EventRestoration))]
public sealed class RestoreRicloudEventCommand : RicloudSessionCmdlet
{
    private const string ById = "Id";
    private const string ByList = "List";

    private RestoreWork? _work;

    /// <summary>The events: ids, or events as they were read, received or imported. They are sent whatever their state is.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [Identity(ResourceType.Event)]
    [ArgumentCompleter(typeof(EventIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Only events created at this moment or later. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only events created at this moment or earlier. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Only events about this type of resource, such as <c>poll</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Only events of this action, such as <c>completed</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Where to send them instead of where they would have gone: a webhook config, its id, or an address.</summary>
    [Parameter]
    [EventTarget(Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public EventTarget? To { get; set; }

    /// <summary>The secret to sign with, for an address that no webhook config has.</summary>
    [Parameter]
    [Secret(Single = true)]
    public ReceiverSecret? Secret { get; set; }

    /// <summary>The file that notes which events were sent, so that another run goes on where this one ends, however it ends.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>Sends those again that a receiver has refused, as the journal has it.</summary>
    [Parameter]
    public SwitchParameter RetryRefused { get; set; }

    /// <summary>How many seconds a receiver may take to answer. 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>How many events to send at once, 1 to 64. 1 by default. What is written keeps the order of the events.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(To?.Problem ?? Secret?.Problem);
        ThrowIf(ProblemOf(To?.Config));
        if (Secret is not null && To is null)
        {
            ThrowTerminatingError(RicloudError.TargetMissing.ToRecord(null));
        }

        _ = Require(() =>
        {
            _work = Own(new RestoreWork(this, Journal is null ? null : GetUnresolvedProviderPathFromPSPath(Journal), RetryRefused, TimeSpan.FromSeconds(TimeoutSec)));
            _work.Begin(To, Secret);
            return true;
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var identity in ParameterSetName == ById ? Id : [])
        {
            Throttle(ThrottleLimit);
            if (ProblemOf(identity) is { } problem)
            {
                Items.Next(null, null);
                Items.Refuse(problem);
            }
            else
            {
                Attempt(identity.Source, () => _work!.Restore(Occurrence(identity), identity.Source, null));
            }
        }
    }

    private protected override void Finish()
    {
        if (ParameterSetName == ByList)
        {
            RestoreList();
        }

        Items.WriteAll();
        Conclude();
    }

    private void RestoreList()
    {
        Throttle(ThrottleLimit);
        var missed = new[] { RicloudEventState.Failed, RicloudEventState.Pending }.Select(state => new MissedEvents(Client.Events, Filter(state))).ToArray();
        var total = missed.Sum(list => Require(() => Await(call => list.CountAsync(IsWanted, call), new WaitDisplay(Texts.CountingEvents))));
        foreach (var list in missed)
        {
            while (!_work!.IsBroken && Require(() => Await(list.NextAsync)) is { } page)
            {
                foreach (var occurrence in page.Where(IsOfInterest))
                {
                    _work.Restore(occurrence, occurrence, total);
                }
            }
        }
    }

    private EventFilter Filter(string state) => new()
    {
        Type = Type,
        Action = Action,
        State = state,
        CreatedAfter = Since,
        CreatedBefore = Until,
    };

    private bool IsWanted(RicloudEvent occurrence) => IsOfInterest(occurrence) && _work!.IsWanted(occurrence);

    /// <summary>A test that nobody has taken is over, and its next one comes by itself.</summary>
    private bool IsOfInterest(RicloudEvent occurrence) => Type is not null || !EventRouter.IsTest(occurrence);

    /// <summary>What was piped has all there is to send; of an id alone the API is asked.</summary>
    private RicloudEvent Occurrence(RicloudIdentity identity) =>
        identity.Source as RicloudEvent ?? Await(call => Client.Events.GetAsync(identity.Id, call));

    private void Conclude()
    {
        var outcomes = _work!.Outcomes;
        var before = _work.DoneBefore > 0 ? Texts.RestoredBefore(_work.DoneBefore) : string.Empty;
        var list = string.Join(", ", outcomes.Select(outcome => outcome.Value + " " + outcome.Key));
        WriteInformation((outcomes.Count == 0 ? Texts.NothingToRestore(before) : Texts.Restored(list, before)).TrimEnd(), ["Ricloud"]);
        string[] missed = [RestoreOutcome.Refused, RestoreOutcome.Failed, RestoreOutcome.Nowhere];
        var count = missed.Sum(outcome => outcomes.TryGetValue(outcome, out var some) ? some : 0);
        if (count > 0 && !IsWhatIf)
        {
            WriteWarning(Texts.RestoreRefused(count, outcomes.ContainsKey(RestoreOutcome.Refused) && Journal is not null ? Texts.RetryRefusedHint : string.Empty).TrimEnd());
        }
    }
}
