using System;
using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Identity;

namespace Ricloud.PowerShell.Commands;

/// <summary>Waits until tasks are done and writes them. A task that failed is a result, not an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RicloudTask")]
[OutputType(typeof(RicloudTask))]
public sealed class WaitRicloudTaskCommand : RicloudSessionCmdlet
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
        var client = Client;
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var display = new WaitDisplay(Texts.WaitingForTask(identity.Id), timeout);
        Attempt(identity.Source, () => WriteObject(Await(
            stopping => identity.Task is { } task
                ? client.Tasks.WaitAsync(task, timeout, null, stopping)
                : client.Tasks.WaitAsync(identity.Id, timeout, null, stopping),
            display)));
    });
}
