using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Identity;

namespace Ricloud.PowerShell.Commands;

/// <summary>Changes the organisation that the session's key belongs to.</summary>
[Cmdlet(VerbsCommon.Set, "RicloudOrganisation", SupportsShouldProcess = true)]
[OutputType(typeof(Organisation))]
public sealed class SetRicloudOrganisationCommand : RicloudSessionCmdlet
{
    /// <summary>The webhook config for keys that name none of their own: its id, an object that has one, or <c>$null</c> for none.</summary>
    [Parameter(Position = 0)]
    [AllowNull]
    [WebhookConfigIdentity(Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? DefaultWebhookConfig { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!IsBound(nameof(DefaultWebhookConfig)))
        {
            ThrowTerminatingError(RicloudError.NothingToChange.ToRecord(null, "-DefaultWebhookConfig"));
        }

        if (ProblemOf(DefaultWebhookConfig) is { } problem)
        {
            ThrowTerminatingError(problem);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var change = Texts.ChangeToConfig(nameof(DefaultWebhookConfig), DefaultWebhookConfig);
        if (ShouldProcess(Texts.OrganisationTarget(UsedSession.ToString()), Texts.ActionChange(change)))
        {
            var update = new OrganisationUpdate { WebhookConfigDefault = new Optional<string?>(DefaultWebhookConfig?.Id) };
            Change(DefaultWebhookConfig?.Source, context => context.Changing.Organisation.UpdateAsync(update, context.Stopping), WriteObject);
        }
    }
}
