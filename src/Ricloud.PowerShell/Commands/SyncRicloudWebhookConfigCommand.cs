using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Makes an organisation's webhook configs, storage configs and keys match a declaration. All that it does can be undone, so it asks only whoever
/// wants to be asked.
/// </summary>
[Cmdlet(VerbsData.Sync, "RicloudWebhookConfig", DefaultParameterSetName = ByPath, SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfigStep))]
public sealed class SyncRicloudWebhookConfigCommand : RicloudSessionCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByInputObject = "InputObject";

    // What these tell of concerns one webhook config or key; after anything else the next request would fare no better.
    private static readonly RicloudErrorKind[] OfOneStep =
    [
        RicloudErrorKind.NotFound, RicloudErrorKind.InvalidParameter, RicloudErrorKind.Rejected,
        RicloudErrorKind.WaitTimeout, RicloudErrorKind.CreateInDoubt, RicloudErrorKind.TestInDoubt,
    ];

    private DeclaredConfigs? _declared;
    private bool _isBroken;

    /// <summary>The files with the declaration: .psd1, .json or .csv; wildcards are allowed. They are read and never run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, exactly as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The declaration as objects: URLs, hashtables or objects with Url, State, Default and Keys, a hashtable with WebhookConfigs, StorageConfigs and Keys, or files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInputObject)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? InputObject { get; set; }

    /// <summary>The address that is to be the organisation's default, whatever the declaration says.</summary>
    [Parameter]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? Default { get; set; }

    /// <summary>Deactivates what isn't declared, instead of leaving it alone.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Deactivates even what is in use, what no other valid config stands in for, and what waits for one that isn't valid yet.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Sends the declared credentials of storage configs that are there already, too; the API doesn't tell whether they differ.</summary>
    [Parameter]
    public SwitchParameter UpdateCredential { get; set; }

    /// <summary>Writes each step with what became of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many seconds to wait for the test of each config at most. 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(Default?.Problem);
        _declared = new DeclaredConfigs(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _declared!.Add(InputObject);

    private protected override void Finish()
    {
        var sync = _declared!.Prepare(
            Path, LiteralPath, Default, new WebhookSyncOptions { Prune = Prune, Force = Force, UpdateCredential = UpdateCredential, TestTimeout = TimeSpan.FromSeconds(TimeoutSec) });
        List<WebhookConfigStep> plan = [.. DeclaredConfigs.Changes(sync)];
        if (plan.Count == 0)
        {
            // What is left alone without -Prune says so; nobody has declared it.
            var leftAlone = sync.Plan.Count(step => step.Reason.Length > 0);
            Say(Texts.NothingToSync(sync.Plan.Count - leftAlone, leftAlone));
        }
        else if (IsWhatIf)
        {
            ShowPlan(plan);
        }
        else
        {
            // A credential that isn't there is found out before anything is changed.
            sync.UseCredentials(Require(() => new CredentialReferences(this).Get(sync.CredentialReferences)));
            Apply(sync, plan);
        }
    }

    private void ShowPlan(List<WebhookConfigStep> plan)
    {
        foreach (var step in plan)
        {
            WarnOfTwin(step);
            if (step.Outcome == WebhookConfigStepOutcome.Planned)
            {
                _ = ShouldProcess(Texts.StepTarget(step), Texts.StepAction(step));
            }
            else
            {
                WriteWarning(Texts.StepWouldBeHeld(step.Reason));
            }
        }

        // They are told already, so that only who wants them as objects gets them as well.
        if (PassThru)
        {
            WriteObject(plan, enumerateCollection: true);
        }
    }

    private void Apply(WebhookConfigSync sync, List<WebhookConfigStep> plan)
    {
        List<WebhookConfigStep> taken = [];
        foreach (var step in plan)
        {
            WarnOfTwin(step);
            var result = _isBroken
                ? new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Held, Reason = Texts.HeldByFailure }
                : Take(sync, step, taken.Count + 1, plan.Count);
            taken.Add(result);
            WriteVerbose(Texts.StepTaken(result));
            if (result.Outcome == WebhookConfigStepOutcome.Pending)
            {
                WriteWarning(Texts.StepPending(result.Subject, result.Url, result.Reason));
            }

            if (PassThru)
            {
                WriteObject(result);
            }
        }

        Say(Texts.Synced(string.Join(", ", taken.GroupBy(step => step.Outcome).Select(group => group.Count() + " " + group.Key))));
    }

    /// <summary>Says that an address differs from another one so little that it may be a slip.</summary>
    private void WarnOfTwin(WebhookConfigStep step)
    {
        if (step is { Action: WebhookConfigStepAction.Create, Reason.Length: > 0 })
        {
            WriteWarning(Texts.StepHasTwin(step.Url, step.Reason, step.Kind.Title));
        }
    }

    private WebhookConfigStep Take(WebhookConfigSync sync, WebhookConfigStep step, int number, int total)
    {
        var result = step;
        Attempt(step, () =>
        {
            try
            {
                result = Await(call => sync.CheckAsync(step, call));
                if (result.Outcome == WebhookConfigStepOutcome.Planned)
                {
                    result = ShouldProcess(Texts.StepTarget(step), Texts.StepAction(step))
                        ? Await(call => sync.ApplyAsync(step, call), WaitDisplay.Of(step, TimeoutSec, number, total))
                        : new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Declined };
                }
            }
            catch (RicloudException e) when (e.Kind is RicloudErrorKind.WebhookConfigInUse or RicloudErrorKind.LastValidWebhookConfig)
            {
                result = new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Held, Reason = e.Message };
                throw;
            }
            catch (RicloudException e)
            {
                result = sync.Fail(step, e.Message);
                _isBroken = !OfOneStep.Contains(e.Kind);
                throw;
            }
        });
        return result;
    }

    /// <summary>Says something to people: on the screen, unless it is the output that somebody waits for.</summary>
    private void Say(string message)
    {
        if (PassThru)
        {
            WriteInformation(message, ["Ricloud"]);
        }
        else
        {
            WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST", "Ricloud"]);
        }
    }
}
