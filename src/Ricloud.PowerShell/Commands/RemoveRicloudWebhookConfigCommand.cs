using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Deletes webhook configs for good. To switch one off, use <c>Set-RicloudWebhookConfig -State deactivated</c>.</summary>
[Cmdlet(VerbsCommon.Remove, "RicloudWebhookConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveRicloudWebhookConfigCommand : RicloudSessionCmdlet
{
    private ConfigWork<WebhookConfig>? _work;

    /// <summary>The configs: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.WebhookConfig)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Deletes without asking. -WhatIf and -Confirm go before it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    private protected override bool IsForced => Force && !IsBound("Confirm");

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, ThrottleLimit, identity => Configs.Remove(identity, Force, IsForced));

    private ConfigWork<WebhookConfig> Configs => _work ??= new(this, ConfigKind.Webhook, client => client.WebhookConfigs);
}
