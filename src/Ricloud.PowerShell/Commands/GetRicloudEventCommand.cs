using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Services;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets events, by id or as a list, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudEvent", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(RicloudEvent))]
public sealed class GetRicloudEventCommand : RicloudSessionCmdlet
{
    private const string ById = "Id";
    private const string ByList = "List";

    private ListOutput? _list;

    /// <summary>The events: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [Identity(ResourceType.Event)]
    [ArgumentCompleter(typeof(EventIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Lists only events about this type of resource, such as <c>task</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Lists only events of this action, such as <c>succeeded</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Lists only events whose delivery is in these states; <c>*</c> for all.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [ValidateSet(RicloudEventState.Pending, RicloudEventState.Delivered, RicloudEventState.Failed, ListOutput.AnyState)]
    public string[] State { get; set; } = [];

    /// <summary>Lists only events created at this moment or later. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Lists only events created at this moment or earlier. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>
    /// How many items to get at once, 1 to 64. Without it, 8 where an array was passed, and one after another where items
    /// are piped. What is written keeps the order of the items.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    private ListOutput List => _list ??= new ListOutput(this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ById)
        {
            List.WriteEach(Id, ThrottleLimit, (context, identity) => context.Client.Events.GetAsync(identity.Id, context.Reading));
        }
        else
        {
            List.WritePages(ListOutput.Merge(EventService.Paged, State.Contains(ListOutput.AnyState) ? [] : State, state => Client.Events.List(Filter(state))));
        }
    }

    private EventFilter Filter(string? state) => new()
    {
        Type = Type,
        Action = Action,
        State = state,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        MaximumCount = List.WantedCount,
    };
}
