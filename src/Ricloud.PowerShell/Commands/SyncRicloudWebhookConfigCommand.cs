using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Makes an organisation's webhook configs match a declaration. All that it does can be undone, so it asks only whoever
/// wants to be asked.
/// </summary>
[Cmdlet(VerbsData.Sync, "RicloudWebhookConfig", DefaultParameterSetName = DefaultSet, SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfigStep))]
public sealed class SyncRicloudWebhookConfigCommand : DeclarationCmdlet
{
    // What these tell of concerns one webhook config or key; after anything else the next request would fare no better.
    private static readonly RicloudErrorKind[] OfOneStep =
    [
        RicloudErrorKind.NotFound, RicloudErrorKind.InvalidParameter, RicloudErrorKind.Rejected,
        RicloudErrorKind.WaitTimeout, RicloudErrorKind.CreateInDoubt, RicloudErrorKind.TestInDoubt,
    ];

    private bool _isBroken;

    /// <summary>Deactivates even what is in use, what no other valid config stands in for, and what waits for one that isn't valid yet.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes each step with what became of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many seconds to wait for the test of each config at most. 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    private protected override WebhookSyncOptions Options =>
        new() { Prune = Prune, Force = Force, TestTimeout = TimeSpan.FromSeconds(TimeoutSec) };

    private protected override void Run(WebhookConfigSync sync)
    {
        List<WebhookConfigStep> plan = [.. Changes(sync)];
        if (plan.Count == 0)
        {
            // What is left alone without -Prune says so; nobody has declared it.
            var leftAlone = sync.Plan.Count(step => step.Reason.Length > 0);
            Say(Texts.NothingToSync(sync.Plan.Count - leftAlone, leftAlone));
        }
        else if (WhatIfMode.IsOn(this))
        {
            ShowPlan(plan);
        }
        else
        {
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
                _ = ShouldProcess(StepText.Target(step), StepText.Action(step));
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
                WriteWarning(Texts.StepPending(result.WebhookConfig, result.Url, result.Reason));
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
            WriteWarning(Texts.StepHasTwin(step.Url, step.Reason));
        }
    }

    private WebhookConfigStep Take(WebhookConfigSync sync, WebhookConfigStep step, int number, int total)
    {
        var result = step;
        Attempt(step, () =>
        {
            try
            {
                result = Await(stopping => sync.CheckAsync(step, stopping));
                if (result.Outcome == WebhookConfigStepOutcome.Planned)
                {
                    result = ShouldProcess(StepText.Target(step), StepText.Action(step))
                        ? Await(stopping => sync.ApplyAsync(step, stopping), StepText.Display(step, TimeoutSec, number, total))
                        : new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Declined };
                }
            }
            catch (SyncException e)
            {
                result = new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Held, Reason = e.Message };
                WriteError(SyncErrors.ToRecord(e, step));
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
