using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Tells what <c>Sync-RicloudWebhookConfig</c> would do to make the organisation match a declaration. It changes nothing;
/// whatever it writes is drift.
/// </summary>
[Cmdlet(VerbsData.Compare, "RicloudWebhookConfig", DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(WebhookConfigStep))]
public sealed class CompareRicloudWebhookConfigCommand : DeclarationCmdlet
{
    /// <summary>Writes what is as declared, too.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    private protected override void Run(WebhookConfigSync sync) => WriteObject(IncludeEqual ? sync.Plan : Changes(sync), enumerateCollection: true);
}
