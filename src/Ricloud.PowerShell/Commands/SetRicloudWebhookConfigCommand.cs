using System.Management.Automation;
using Ricloud.Changes;
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
    private ConfigWork<WebhookConfig>? _work;

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
    [ValidateSet(ConfigState.New, ConfigState.Deactivated)]
    public string? State { get; set; }

    /// <summary>The file that notes each change, how it was before and after, so that Undo-RicloudChange can bring it back.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ChangeLog { get; set; }

    /// <summary>Answers the question that is asked where a config in use is switched off or given another address. -Confirm goes beside it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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
        _work = new(this, ConfigKind.Webhook, client => client.WebhookConfigs) { Log = ChangeLogging.Begin(this, ChangeLog) };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, ThrottleLimit, identity =>
        _work!.Update(identity, Update(), Changes(), new TestWait(Wait, TimeoutSec), Force));

    // The API knows its states in small letters only.
    private string? NewState => State?.ToLowerInvariant();

    private ConfigUpdate Update() => new()
    {
        Url = Url is null ? default : new Optional<string>(Url.Text),
        State = NewState is null ? default : new Optional<string>(NewState),
    };

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
