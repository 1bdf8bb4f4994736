using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Values;

namespace Ricloud.PowerShell.Commands;

/// <summary>Changes webhook configs: their address, or their state. Only what is passed is sent.</summary>
[Cmdlet(VerbsCommon.Set, "RicloudWebhookConfig", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfig))]
public sealed class SetRicloudWebhookConfigCommand : RicloudSessionCmdlet
{
    private ConfigUses? _uses;

    /// <summary>The configs: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.WebhookConfig)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>The receiver's new address. The API tests it at once.</summary>
    [Parameter]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? Url { get; set; }

    /// <summary>The new state: <c>new</c> has it tested again, <c>deactivated</c> switches it off.</summary>
    [Parameter]
    [ValidateSet(WebhookConfigState.New, WebhookConfigState.Deactivated)]
    public string? State { get; set; }

    /// <summary>Waits until the test is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. 60 by default; without a wait it has no effect.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

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
        if (!IsBound(nameof(Url)) && !IsBound(nameof(State)))
        {
            ThrowTerminatingError(RicloudError.NothingToChange.ToRecord(null, "-Url or -State"));
        }

        ThrowIf(Url?.Problem);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, ThrottleLimit, identity =>
    {
        var action = Texts.ActionChange(Effects(identity));
        if (NewState == WebhookConfigState.Deactivated ? (_uses ??= new ConfigUses(this)).ShouldLose(identity, action) : ShouldProcess(identity.TargetName, action))
        {
            var wait = new TestWait(Wait, TimeoutSec);
            Change(
                identity.Source,
                context => wait.WhenDoneAsync(context, context.Client.WebhookConfigs.UpdateAsync(identity.Id, Update(), context.Changing)),
                WriteObject,
                wait.Display(identity.TargetName));
        }
    });

    // The API knows its states in small letters only.
    private string? NewState => State?.ToLowerInvariant();

    private WebhookConfigUpdate Update() => new()
    {
        Url = Url is null ? default : new Optional<string>(Url.Text),
        State = NewState is null ? default : new Optional<string>(NewState),
    };

    /// <summary>The changes with what the API makes of them (API contract: documented).</summary>
    private string Effects(RicloudIdentity identity) => NewState switch
    {
        WebhookConfigState.Deactivated => Texts.EffectOfDeactivation(Changes()),
        null => Returning(identity, Texts.EffectOfUrl(Changes())),
        _ => Returning(identity, Texts.EffectOfNew(Changes())),
    };

    /// <summary>Only of a bare id is nothing known.</summary>
    private static string Returning(RicloudIdentity identity, string effect) =>
        identity.KnownState is null or WebhookConfigState.Deactivated ? Texts.EffectOfReturn(effect) : effect;

    private string Changes()
    {
        var changes = new List<string>();
        if (Url is not null)
        {
            changes.Add(Texts.ChangeTo(nameof(Url), Url.Text));
        }

        if (NewState is not null)
        {
            changes.Add(Texts.ChangeTo(nameof(State), NewState));
        }

        return string.Join(", ", changes);
    }
}
