using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Has webhook configs tested: the API sends each receiver a signed event, and the outcome sets the config's state.
/// A test that fails is a result, not an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "RicloudWebhookConfig", SupportsShouldProcess = true)]
[OutputType(typeof(RicloudTask), typeof(bool))]
public sealed class TestRicloudWebhookConfigCommand : RicloudWaitingCmdlet
{
    // The API holds an answer no longer than this, and needs time to answer before the request itself runs out.
    private const int LongestAwait = 10;
    private const int AnswerTime = 2;

    /// <summary>The configs: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [WebhookConfigIdentity]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Writes only whether the test succeeded. Implies -Wait.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override bool IsWaiting => Wait || Quiet;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, identity =>
    {
        if (ShouldProcess(identity.TargetName, Texts.ActionTest))
        {
            var awaitSeconds = AwaitSeconds();
            Change(identity.Source, context => TestAsync(context, identity, awaitSeconds), WriteOutcome, Display(identity.TargetName));
        }
    });

    private async Task<RicloudTask> TestAsync(ItemContext context, RicloudIdentity identity, int? awaitSeconds)
    {
        var task = await context.Changing.WebhookConfigs.TestAsync(identity.Id, awaitSeconds, context.Stopping).ConfigureAwait(false);
        if (!IsWaiting)
        {
            return task;
        }

        context.Target = task;
        return await context.Client.Tasks.WaitAsync(task, WaitTimeout, null, context.Stopping).ConfigureAwait(false);
    }

    private void WriteOutcome(RicloudTask task) => WriteObject(Quiet ? task.State == RicloudTaskState.Succeeded : task);

    private int? AwaitSeconds()
    {
        var longest = Math.Min(LongestAwait, (int)UsedSession.Timeout.TotalSeconds - AnswerTime);
        var seconds = IsWaiting ? Math.Min(longest, TimeoutSec) : longest;
        return seconds > 0 ? seconds : null;
    }
}
