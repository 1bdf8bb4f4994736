using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Identity;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets tasks, by id or as a list, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudTask", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(RicloudTask))]
public sealed class GetRicloudTaskCommand : PagedCmdlet
{
    private const string ById = "Id";
    private const string ByList = "List";

    /// <summary>The tasks: ids, or tasks as they were, to be read anew.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [TaskIdentity]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Lists only tasks of this type, such as <c>webhook_config.test</c>.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(TaskTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Lists only tasks in this state.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateSet(RicloudTaskState.Pending, RicloudTaskState.Processing, RicloudTaskState.Suspended, RicloudTaskState.Succeeded, RicloudTaskState.Failed)]
    public string? State { get; set; }

    /// <summary>Lists only the tests of this webhook config: its id, or an object that has one.</summary>
    [Parameter(ParameterSetName = ByList)]
    [WebhookConfigIdentity(Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? Target { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ProblemOf(Target) is { } problem)
        {
            ThrowTerminatingError(problem);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ById)
        {
            ForEachWanted(Id, identity => Read(identity.Source, context => context.Client.Tasks.GetAsync(identity.Id, context.Stopping), WriteWanted));
        }
        else
        {
            WriteList(new PagerSource<RicloudTask>(Client.Tasks.List(Filter())));
        }
    }

    private TaskFilter Filter() => new()
    {
        Type = Type,
        State = State?.ToLowerInvariant(),
        Target = Target?.Id,
        MaximumCount = WantedCount,
    };
}
