using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Operations;
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

    private ChangeLogging _log = ChangeLogging.None;

    /// <summary>The webhook config for keys that name none of their own: its id, or an object that has one.</summary>
    [Parameter(Position = 0, ParameterSetName = ToConfig)]
    [Identity(ResourceType.WebhookConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? DefaultWebhookConfig { get; set; }

    /// <summary>Takes the default away. Events of keys that name no config of their own are then delivered nowhere.</summary>
    [Parameter(ParameterSetName = ToNone)]
    public SwitchParameter NoDefaultWebhookConfig { get; set; }

    /// <summary>The storage config for keys that name none of their own: its id, or an object that has one.</summary>
    [Parameter]
    [Identity(ResourceType.StorageConfig, Single = true)]
    [ArgumentCompleter(typeof(StorageConfigIdCompleter))]
    public RicloudIdentity? DefaultStorageConfig { get; set; }

    /// <summary>Takes the default storage config away.</summary>
    [Parameter]
    public SwitchParameter NoDefaultStorageConfig { get; set; }

    /// <summary>The file that notes each change, how it was before and after, so that Undo-RicloudChange can bring it back.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ChangeLog { get; set; }

    private bool ChangesWebhookConfig => DefaultWebhookConfig is not null || NoDefaultWebhookConfig;

    private bool ChangesStorageConfig => DefaultStorageConfig is not null || NoDefaultStorageConfig;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!ChangesWebhookConfig && !ChangesStorageConfig)
        {
            ThrowTerminatingError(RicloudError.NothingToChange.ToRecord(null, "-DefaultWebhookConfig, -NoDefaultWebhookConfig, -DefaultStorageConfig or -NoDefaultStorageConfig"));
        }

        if (DefaultStorageConfig is not null && NoDefaultStorageConfig)
        {
            ThrowTerminatingError(RicloudError.EitherOr.ToRecord(null, "-DefaultStorageConfig", "-NoDefaultStorageConfig"));
        }

        ThrowIf(ProblemOf(DefaultWebhookConfig));
        ThrowIf(ProblemOf(DefaultStorageConfig));
        _log = ChangeLogging.Begin(this, ChangeLog);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Texts.OrganisationTarget(UsedSession.ToString()), Texts.ActionChange(Effects())))
        {
            OrganisationUpdate update = new()
            {
                WebhookConfigDefault = ChangesWebhookConfig ? new Optional<string?>(DefaultWebhookConfig?.Id) : default,
                StorageConfigDefault = ChangesStorageConfig ? new Optional<string?>(DefaultStorageConfig?.Id) : default,
            };
            Change(
                (DefaultWebhookConfig ?? DefaultStorageConfig)?.Source,
                context => _log.MakeAsync(context, ChangeValues.Of(update), context.Client.Organisation.GetAsync, call => context.Client.Organisation.UpdateAsync(update, call)),
                WriteObject);
        }
    }

    private string Effects()
    {
        List<string> effects = [];
        if (ChangesWebhookConfig)
        {
            var change = Texts.ChangeToConfig(nameof(DefaultWebhookConfig), DefaultWebhookConfig?.TargetName);
            effects.Add(DefaultWebhookConfig is null ? Texts.EffectOfNoDefault(change) : Texts.EffectOfDefault(change));
        }

        if (ChangesStorageConfig)
        {
            var change = Texts.ChangeToConfig(nameof(DefaultStorageConfig), DefaultStorageConfig?.TargetName);
            effects.Add(DefaultStorageConfig is null ? Texts.EffectOfNoStorageDefault(change) : Texts.EffectOfStorageDefault(change));
        }

        return string.Join("; ", effects);
    }
}
