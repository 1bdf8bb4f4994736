using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Values;

namespace Ricloud.PowerShell.Commands;

/// <summary>Changes the organisation that the session's key belongs to.</summary>
[Cmdlet(VerbsCommon.Set, "RicloudOrganisation", DefaultParameterSetName = ToConfig, SupportsShouldProcess = true)]
[OutputType(typeof(Organisation))]
public sealed class SetRicloudOrganisationCommand : RicloudSessionCmdlet
{
    private const string ToConfig = "WebhookConfig";
    private const string ToNone = "None";

    /// <summary>The webhook config for keys that name none of their own: its id, or an object that has one.</summary>
    [Parameter(Position = 0, ParameterSetName = ToConfig)]
    [Identity(ResourceType.WebhookConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? DefaultWebhookConfig { get; set; }

    /// <summary>Takes the default away. Events of keys that name no config of their own are then delivered nowhere.</summary>
    [Parameter(ParameterSetName = ToNone)]
    public SwitchParameter NoDefaultWebhookConfig { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!IsBound(nameof(DefaultWebhookConfig)) && !NoDefaultWebhookConfig)
        {
            ThrowTerminatingError(RicloudError.NothingToChange.ToRecord(null, "-DefaultWebhookConfig or -NoDefaultWebhookConfig"));
        }

        ThrowIf(ProblemOf(DefaultWebhookConfig));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var change = Texts.ChangeToConfig(nameof(DefaultWebhookConfig), DefaultWebhookConfig?.TargetName);
        if (ShouldProcess(Texts.OrganisationTarget(UsedSession.ToString()), Texts.ActionChange(DefaultWebhookConfig is null ? Texts.EffectOfNoDefault(change) : Texts.EffectOfDefault(change))))
        {
            var update = new OrganisationUpdate { WebhookConfigDefault = new Optional<string?>(DefaultWebhookConfig?.Id) };
            Change(DefaultWebhookConfig?.Source, context => context.Client.Organisation.UpdateAsync(update, context.Changing), WriteObject);
        }
    }
}
