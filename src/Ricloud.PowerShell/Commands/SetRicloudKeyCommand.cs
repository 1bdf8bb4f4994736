using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Changes keys: which configs they use, whether they work, and what is published.</summary>
[Cmdlet(VerbsCommon.Set, "RicloudKey", DefaultParameterSetName = ToConfig, SupportsShouldProcess = true)]
[OutputType(typeof(Key))]
public sealed class SetRicloudKeyCommand : RicloudSessionCmdlet
{
    private const string ToConfig = "WebhookConfig";
    private const string ToDefault = "Default";

    private ChangeLogging _log = ChangeLogging.None;

    /// <summary>The keys: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.Key)]
    [ArgumentCompleter(typeof(KeyIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>The webhook config to use: its id, or an object that has one.</summary>
    [Parameter(ParameterSetName = ToConfig)]
    [Identity(ResourceType.WebhookConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? WebhookConfig { get; set; }

    /// <summary>Has the keys use the organisation's default webhook config again.</summary>
    [Parameter(ParameterSetName = ToDefault)]
    public SwitchParameter UseDefaultWebhookConfig { get; set; }

    /// <summary>The storage config to use: its id, or an object that has one.</summary>
    [Parameter]
    [Identity(ResourceType.StorageConfig, Single = true)]
    [ArgumentCompleter(typeof(StorageConfigIdCompleter))]
    public RicloudIdentity? StorageConfig { get; set; }

    /// <summary>Has the keys use the organisation's default storage config again.</summary>
    [Parameter]
    public SwitchParameter UseDefaultStorageConfig { get; set; }

    /// <summary>The new state: <c>deactivated</c> has the keys' tokens refused, <c>active</c> has them accepted again.</summary>
    [Parameter]
    [ValidateSet(KeyState.Active, KeyState.Deactivated)]
    public string? State { get; set; }

    /// <summary>Turns the setting <c>publish_source_files</c> on, or with <c>:$false</c> off.</summary>
    [Parameter]
    public SwitchParameter PublishSourceFiles { get; set; }

    /// <summary>The file that notes each change, how it was before and after, so that Undo-RicloudChange can bring it back.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ChangeLog { get; set; }

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (WebhookConfig is null && !UseDefaultWebhookConfig && StorageConfig is null && !UseDefaultStorageConfig && State is null && !IsBound(nameof(PublishSourceFiles)))
        {
            ThrowTerminatingError(RicloudError.NothingToChange.ToRecord(null, "-WebhookConfig, -UseDefaultWebhookConfig, -StorageConfig, -UseDefaultStorageConfig, -State or -PublishSourceFiles"));
        }

        // Parameter sets for each pair can't be told apart where something is piped.
        if (StorageConfig is not null && UseDefaultStorageConfig)
        {
            ThrowTerminatingError(RicloudError.EitherOr.ToRecord(null, "-StorageConfig", "-UseDefaultStorageConfig"));
        }

        ThrowIf(ProblemOf(WebhookConfig));
        ThrowIf(ProblemOf(StorageConfig));
        _log = ChangeLogging.Begin(this, ChangeLog);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        KeySettings settings = new(WebhookConfig, UseDefaultWebhookConfig, StorageConfig, UseDefaultStorageConfig, State, IsBound(nameof(PublishSourceFiles)) ? PublishSourceFiles.IsPresent : null);
        ForEach(Id, ThrottleLimit, identity =>
        {
            if (ShouldProcess(identity.TargetName, Texts.ActionChange(settings.Effects)))
            {
                var update = settings.Update;
                Change(
                    identity.Source,
                    context => _log.MakeAsync(context, ChangeValues.Of(update), call => context.Client.Keys.GetAsync(identity.Id, call), call => context.Client.Keys.UpdateAsync(identity.Id, update, call)),
                    WriteObject);
            }
        });
    }
}
