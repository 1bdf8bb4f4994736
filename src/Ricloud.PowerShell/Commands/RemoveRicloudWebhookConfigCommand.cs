using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Deletes webhook configs for good. To switch one off, use <c>Set-RicloudWebhookConfig -State deactivated</c>.</summary>
[Cmdlet(VerbsCommon.Remove, "RicloudWebhookConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveRicloudWebhookConfigCommand : ItemCmdlet
{
    /// <summary>The configs: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [WebhookConfigIdentity]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Deletes without asking. -WhatIf and -Confirm go before it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force && !IsBound("Confirm");

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, identity =>
    {
        if (ShouldLose(identity, Texts.ActionDelete))
        {
            Change(identity.Source, context => context.Changing.WebhookConfigs.DeleteAsync(identity.Id, context.Stopping), _ => { });
        }
    });
}
