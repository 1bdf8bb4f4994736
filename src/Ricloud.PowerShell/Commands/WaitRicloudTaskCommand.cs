using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Waits until tasks are done and writes them. A task that failed is a result, not an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RicloudTask")]
[OutputType(typeof(RicloudTask))]
public sealed class WaitRicloudTaskCommand : RicloudSessionCmdlet
{
    /// <summary>The tasks: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.Task)]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>How many seconds to wait for each task at most. 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, ThrottleLimit, identity =>
    {
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var display = new WaitDisplay(Texts.WaitingForTask, identity.TargetName, timeout);
        Read(
            identity.Source,
            context => identity.Task is { } task
                ? context.Client.Tasks.WaitAsync(task, timeout, null, context.Reading)
                : context.Client.Tasks.WaitAsync(identity.Id, timeout, null, context.Reading),
            WriteObject,
            display);
    });
}
