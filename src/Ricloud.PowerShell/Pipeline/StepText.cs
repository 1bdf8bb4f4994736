using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What a step of a plan is called when somebody is asked about it or waits for it.</summary>
internal static class StepText
{
    /// <summary>What is changed.</summary>
    public static string Target(WebhookConfigStep step) => step.Action switch
    {
        WebhookConfigStepAction.Repoint => step.Subject,
        _ => Config(step.WebhookConfig, step.Url),
    };

    /// <summary>What is done to it.</summary>
    public static string Action(WebhookConfigStep step) => step.Action switch
    {
        WebhookConfigStepAction.Create => Texts.ActionCreate,
        WebhookConfigStepAction.Reactivate => Texts.ActionReactivate,
        WebhookConfigStepAction.Retest => Texts.ActionTest,
        WebhookConfigStepAction.Deactivate => Texts.ActionDeactivate,
        _ => Texts.ActionRepoint(Config(step.Wanted, step.Url)),
    };

    /// <summary>The progress of a step, of which only some wait for a test.</summary>
    public static WaitDisplay Display(WebhookConfigStep step, int timeoutSec, int number, int total)
    {
        WaitDisplay display = step.Action is WebhookConfigStepAction.Repoint or WebhookConfigStepAction.Deactivate
            ? new(Texts.RetryActivity, Target(step))
            : new(Texts.WaitingForTest, Target(step), TimeSpan.FromSeconds(timeoutSec));
        display.Place(number, total);
        return display;
    }

    private static string Config(object? id, string url) => id is null ? Texts.NewConfigTarget(url) : Texts.ConfigTargetWithUrl(id, url);
}
