using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Creates webhook configs. The API tests each at once.</summary>
[Cmdlet(VerbsCommon.New, "RicloudWebhookConfig", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfig))]
public sealed class NewRicloudWebhookConfigCommand : RicloudSessionCmdlet
{
    /// <summary>The receivers' addresses: absolute http or https URLs, sent exactly as they are written.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ReceiverUrl]
    public ReceiverUrl[] Url { get; set; } = [];

    /// <summary>
    /// Creates again when nobody can tell whether a create that got no answer was made. Two configs may come of it; without it
    /// the error <c>CreateInDoubt</c> does.
    /// </summary>
    [Parameter]
    public SwitchParameter RetryInDoubt { get; set; }

    /// <summary>Waits until the test is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. 60 by default; without a wait it has no effect.</summary>
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
    protected override void ProcessRecord()
    {
        ConfigWork<WebhookConfig> work = new(this, ConfigKind.Webhook, client => client.WebhookConfigs);
        ForEach(Url, ThrottleLimit, url =>
            work.Create(url, new ConfigCreate { Url = url.Text, RetryInDoubt = RetryInDoubt }, new TestWait(Wait, TimeoutSec)));
    }
}
