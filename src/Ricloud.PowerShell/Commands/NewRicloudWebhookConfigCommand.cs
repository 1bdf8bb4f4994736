using System.Management.Automation;
using Ricloud.PowerShell.Identity;

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var url in Url)
        {
            if (url.Problem() is { } problem)
            {
                WriteError(problem);
            }
            else if (ShouldProcess(Texts.NewConfigTarget(url.Text), Texts.ActionCreate))
            {
                Create(url);
            }
        }
    }

    private void Create(ReceiverUrl url) => Send(
        url.Source,
        (client, stopping) => client.WebhookConfigs.CreateAsync(new WebhookConfigCreate { Url = url.Text }, stopping),
        WriteWhenTested);
}
