using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Values;

namespace Ricloud.PowerShell.Commands;

/// <summary>Changes which webhook config keys use.</summary>
[Cmdlet(VerbsCommon.Set, "RicloudKey", DefaultParameterSetName = ToConfig, SupportsShouldProcess = true)]
[OutputType(typeof(Key))]
public sealed class SetRicloudKeyCommand : RicloudSessionCmdlet
{
    private const string ToConfig = "WebhookConfig";
    private const string ToDefault = "Default";

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

    /// <summary>Has the keys use the organisation's default again.</summary>
    [Parameter(ParameterSetName = ToDefault)]
    public SwitchParameter UseDefaultWebhookConfig { get; set; }

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
        if (!IsBound(nameof(WebhookConfig)) && !UseDefaultWebhookConfig)
        {
            ThrowTerminatingError(RicloudError.NothingToChange.ToRecord(null, "-WebhookConfig or -UseDefaultWebhookConfig"));
        }

        ThrowIf(ProblemOf(WebhookConfig));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, ThrottleLimit, identity =>
    {
        var change = Texts.ChangeToConfig(nameof(WebhookConfig), WebhookConfig?.TargetName);
        if (ShouldProcess(identity.TargetName, Texts.ActionChange(WebhookConfig is null ? Texts.EffectOfKeyDefault(change) : Texts.EffectOfTarget(change))))
        {
            var update = new KeyUpdate { WebhookConfig = new Optional<string?>(WebhookConfig?.Id) };
            Change(identity.Source, context => context.Client.Keys.UpdateAsync(identity.Id, update, context.Changing), WriteObject);
        }
    });
}
