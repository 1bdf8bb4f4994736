using Ricloud.DesiredState;
using Ricloud.Values;

namespace Ricloud;

/// <summary>One step from what an organisation has to what is declared.</summary>
public sealed class WebhookConfigStep : RicloudObject
{
    /// <summary>Makes a step that does nothing.</summary>
    public WebhookConfigStep()
    {
    }

    /// <summary>Copies a step, to say something else about it.</summary>
    /// <param name="step">The step.</param>
    public WebhookConfigStep(WebhookConfigStep step)
    {
        Action = step.Action;
        Outcome = step.Outcome;
        Subject = step.Subject;
        Url = step.Url;
        WebhookConfig = step.WebhookConfig;
        Key = step.Key;
        Current = step.Current;
        Wanted = step.Wanted;
        Reason = step.Reason;
    }

    /// <summary>One of <see cref="WebhookConfigStepAction"/>.</summary>
    public string Action { get; init; } = WebhookConfigStepAction.None;

    /// <summary>One of <see cref="WebhookConfigStepOutcome"/>.</summary>
    public string Outcome { get; init; } = WebhookConfigStepOutcome.Planned;

    /// <summary>What is changed, for people: <c>webhook config 7</c>, <c>organisation</c>, <c>key 5</c>.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The receiver's address that it is about.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>The id of the webhook config that it is about; <see langword="null"/> while that is still to be made.</summary>
    public object? WebhookConfig { get; init; }

    /// <summary>The id of the key that is repointed, otherwise <see langword="null"/>.</summary>
    public object? Key { get; init; }

    /// <summary>What there was: the config's state, or for <c>repoint</c> the id in use; <see langword="null"/> for none.</summary>
    public object? Current { get; init; }

    /// <summary>What is wanted: the config's state, or for <c>repoint</c> the id to use; <see langword="null"/> while that is still to be made.</summary>
    public object? Wanted { get; init; }

    /// <summary>Why it is needed, or why it was not done, in a sentence; empty when the rest says it.</summary>
    public string Reason { get; init; } = string.Empty;

    internal bool IsEnsuring => Action is WebhookConfigStepAction.Create or WebhookConfigStepAction.Reactivate or WebhookConfigStepAction.Retest;

    /// <summary>Shows action, subject, address and outcome.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"{Action} {Subject} {Url} ({Outcome})");
}
