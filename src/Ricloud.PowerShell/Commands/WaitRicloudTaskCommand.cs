using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Waits until tasks are done and writes them. A task that failed is a result, not an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RicloudTask")]
[OutputType(typeof(RicloudTask))]
public sealed class WaitRicloudTaskCommand : ItemCmdlet
{
    /// <summary>The tasks: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TaskIdentity]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>How many seconds to wait for each task at most. 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, identity =>
    {
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var display = new WaitDisplay(Texts.WaitingForTask, identity.TargetName, timeout);
        Read(
            identity.Source,
            context => identity.Task is { } task
                ? context.Client.Tasks.WaitAsync(task, timeout, null, context.Stopping)
                : context.Client.Tasks.WaitAsync(identity.Id, timeout, null, context.Stopping),
            WriteObject,
            display);
    });
}
