using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Creates webhook configs. The API tests each at once.</summary>
[Cmdlet(VerbsCommon.New, "RicloudWebhookConfig", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfig))]
public sealed class NewRicloudWebhookConfigCommand : RicloudWaitingCmdlet
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

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Url, url => Texts.NewConfigTarget(url.Text), url => url.Problem(), url =>
    {
        if (ShouldProcess(Texts.NewConfigTarget(url.Text), Texts.ActionCreate))
        {
            Create(url);
        }
    });

    private void Create(ReceiverUrl url) => Change(
        url.Source,
        context => WhenTestedAsync(context, context.Changing.WebhookConfigs.CreateAsync(Body(url), context.Stopping)),
        WriteObject,
        Display(Texts.NewConfigTarget(url.Text)));

    private WebhookConfigCreate Body(ReceiverUrl url) => new() { Url = url.Text, RetryInDoubt = RetryInDoubt };
}
