using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Replaces the secret of a webhook config without losing an event: makes a new config for the same address, and once the
/// receivers accept its secret too, has it take the old one's place. Run again, it goes on where it has come to.
/// </summary>
[Cmdlet(VerbsData.Update, "RicloudWebhookSecret", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfig))]
public sealed class UpdateRicloudWebhookSecretCommand : RicloudSessionCmdlet
{
    /// <summary>The config whose secret is to be replaced: an id, or an object that has one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.WebhookConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? Id { get; set; }

    /// <summary>
    /// Hands the new secret to the receivers. It is called with the new config, as argument and as <c>$_</c>, and returns when
    /// all of them accept both secrets.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? DeploySecret { get; set; }

    /// <summary>The config that an earlier run has made, whose secret the receivers accept by now.</summary>
    [Parameter]
    [ValidateNotNull]
    [Identity(ResourceType.WebhookConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? NewConfig { get; set; }

    /// <summary>How many seconds to wait for the test, and again for the events that are under way. 300 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>Nobody has said that the receivers have the new secret, or how they get it.</summary>
    private bool IsFirstPhase => DeploySecret is null && NewConfig is null;

    private TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSec);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(ProblemOf(NewConfig));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var identity = Id!;
        if (ProblemOf(identity) is { } problem)
        {
            WriteError(problem);
            return;
        }

        var client = Client;
        Attempt(identity.Source, () =>
        {
            var rotation = Await(call => SecretRotation.PrepareAsync(client, identity.Id, NewConfig?.Id, Timeout, call));
            Run(rotation, identity.Source);
        });
    }

    private void Run(SecretRotation rotation, object? target)
    {
        if (rotation.IsOver)
        {
            WriteInformation(Texts.SecretIsReplaced(rotation.Old.Id, rotation.New!.Id), ["Ricloud"]);
            WriteObject(rotation.New);
        }
        else if (IsWhatIf)
        {
            ShowPlan(rotation);
        }
        else if (MakeSuccessor(rotation))
        {
            if (IsFirstPhase)
            {
                WriteWarning(Texts.SecretToDeploy(rotation.Old.Id, rotation.New!.Id));
                WriteObject(rotation.New);
            }
            else if (Deploy(rotation, target))
            {
                Switch(rotation, target);
            }
        }
    }

    private void ShowPlan(SecretRotation rotation)
    {
        foreach (var step in rotation.Plan().Where(step => !IsFirstPhase || step.Action == WebhookConfigStepAction.Create))
        {
            if (step.Action == WebhookConfigStepAction.Retest && DeploySecret is not null)
            {
                _ = ShouldProcess(Texts.StepTarget(step), Texts.ActionDeploySecret);
            }

            _ = ShouldProcess(Texts.StepTarget(step), Texts.StepAction(step));
        }
    }

    /// <summary>Whether there is a new config, made now or earlier.</summary>
    private bool MakeSuccessor(SecretRotation rotation)
    {
        if (rotation.New is null && ShouldProcess(Texts.NewConfigTarget(IdentityKind.WebhookConfig.Name, rotation.Old.Url), Texts.ActionCreate))
        {
            _ = Await(rotation.CreateAsync);
        }

        return rotation.New is not null;
    }

    /// <summary>Whether the receivers have the new secret, as far as one can tell without asking them.</summary>
    private bool Deploy(SecretRotation rotation, object? target)
    {
        var successor = rotation.New!;
        if (DeploySecret is null)
        {
            return true;
        }

        if (successor.RevealSecret() is not { Length: > 0 })
        {
            throw new RicloudCommandException(RicloudError.SecretNotShown.ToRecord(successor, Texts.ConfigShowsNoSecret(successor.Id)));
        }

        if (!ShouldProcess(Texts.ConfigTargetWithUrl(IdentityKind.WebhookConfig.Name, successor.Id, successor.Url), Texts.ActionDeploySecret))
        {
            return false;
        }

        try
        {
            // A secret that wasn't stored is no small matter, so an error that a cmdlet merely reports ends it too.
            _ = DeploySecret.InvokeWithContext(
                null, [new PSVariable("_", successor), new PSVariable("ErrorActionPreference", ActionPreference.Stop)], successor);
            return true;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            var reason = e is ActionPreferenceStopException ? e.ErrorRecord.Exception.Message : e.Message;
            throw new RicloudCommandException(RicloudError.DeploymentFailed.Wrap(e, target, reason, rotation.Old.Id, successor.Id));
        }
    }

    /// <summary>Has the new config take the old one's place, as soon as it is seen to work.</summary>
    private void Switch(SecretRotation rotation, object? target)
    {
        var number = 0;
        WebhookConfigStep[] steps = [.. rotation.Plan()];
        foreach (var step in steps)
        {
            if (step.Action == WebhookConfigStepAction.Deactivate)
            {
                Drain(rotation, target);
            }

            if (!ShouldProcess(Texts.StepTarget(step), Texts.StepAction(step)))
            {
                return;
            }

            Take(rotation, step, ++number, steps.Length);
        }

        var client = Client;
        WriteObject(Await(call => client.WebhookConfigs.GetAsync(rotation.New!.Id, call)));
    }

    private void Take(SecretRotation rotation, WebhookConfigStep step, int number, int total)
    {
        try
        {
            WriteVerbose(Texts.StepTaken(Await(call => rotation.ApplyAsync(step, call), WaitDisplay.Of(step, TimeoutSec, number, total))));
        }
        catch (RicloudException e) when (e.Kind == RicloudErrorKind.SecretNotAccepted)
        {
            throw new RicloudCommandException(RicloudError.SecretNotAccepted.Wrap(e, rotation.New, e.Message, rotation.Old.Id, rotation.New!.Id));
        }
    }

    private void Drain(SecretRotation rotation, object? target)
    {
        try
        {
            var display = new WaitDisplay(Texts.WaitingForEvents, null, Timeout);
            _ = Await(async call =>
            {
                await rotation.DrainAsync(call).ConfigureAwait(false);
                return true;
            }, display);
        }
        catch (RicloudWaitException e)
        {
            throw new RicloudCommandException(RicloudError.EventsPending.Wrap(e, target, e.Message, rotation.Old.Id, rotation.New!.Id));
        }
    }
}
