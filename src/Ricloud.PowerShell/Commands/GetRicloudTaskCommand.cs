using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Services;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets tasks, by id or as a list, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudTask", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(RicloudTask))]
public sealed class GetRicloudTaskCommand : RicloudSessionCmdlet
{
    private const string ById = "Id";
    private const string ByList = "List";

    private ListOutput? _list;

    /// <summary>The tasks: ids, or tasks as they were, to be read anew.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [Identity(ResourceType.Task)]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Lists only tasks of this type, such as <c>webhook_config.test</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(TaskTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Lists only tasks in these states; <c>*</c> for all.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [ValidateSet(RicloudTaskState.Pending, RicloudTaskState.Processing, RicloudTaskState.Suspended, RicloudTaskState.Succeeded, RicloudTaskState.Failed, ListOutput.AnyState)]
    public string[] State { get; set; } = [];

    /// <summary>Lists only tasks on sources of this type, such as <c>icloud.account</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    public string? SourceType { get; set; }

    /// <summary>Lists only tasks with this main argument, such as <c>messages.sms</c>; for the tests of a config its id, or the config itself, of whose kind they are then.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Identity(ResourceType.WebhookConfig, OrOf = ResourceType.StorageConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? Target { get; set; }

    /// <summary>Lists only tasks created at this moment or later. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Lists only tasks created at this moment or earlier. A time without a zone is local.</summary>
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
    protected override void BeginProcessing()
    {
        ThrowIf(ProblemOf(Target));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ById)
        {
            List.WriteEach(Id, ThrottleLimit, (context, identity) => context.Client.Tasks.GetAsync(identity.Id, context.Reading));
        }
        else
        {
            List.WritePages(ListOutput.Merge(TaskService.Paged, State.Contains(ListOutput.AnyState) ? [] : State, state => Client.Tasks.List(Filter(state))));
        }
    }

    private TaskFilter Filter(string? state) => new()
    {
        Type = Type ?? (Target is { IsObject: true } ? Target.Kind.TestTaskType : null),
        State = state,
        SourceType = SourceType,
        Target = Target?.Id,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        MaximumCount = List.WantedCount,
    };
}
