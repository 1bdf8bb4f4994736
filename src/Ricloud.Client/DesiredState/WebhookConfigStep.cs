namespace Ricloud;

/// <summary>One step from what an organisation has to what is declared.</summary>
public sealed record WebhookConfigStep
{
    /// <summary>One of <see cref="WebhookConfigStepAction"/>.</summary>
    public string Action { get; init; } = WebhookConfigStepAction.None;

    /// <summary>One of <see cref="WebhookConfigStepOutcome"/>.</summary>
    public string Outcome { get; init; } = WebhookConfigStepOutcome.Planned;

    /// <summary>What is changed, for people: <c>webhook config 7</c>, <c>organisation</c>, <c>key 5</c>.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The receiver's address that it is about.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>The id of the webhook config that it is about; <see langword="null"/> while that is still to be made.</summary>
    public string? WebhookConfig { get; init; }

    /// <summary>The id of the key that is repointed, otherwise <see langword="null"/>.</summary>
    public string? Key { get; init; }

    /// <summary>What there was: the config's state, or for <c>repoint</c> the id in use; <see langword="null"/> for none.</summary>
    public string? Current { get; init; }

    /// <summary>What is wanted: the config's state, or for <c>repoint</c> the id to use; <see langword="null"/> while that is still to be made.</summary>
    public string? Wanted { get; init; }

    /// <summary>Why it is needed, or why it was not done, in a sentence; empty when the rest says it.</summary>
    public string Reason { get; init; } = string.Empty;

    internal bool IsEnsuring => Action is WebhookConfigStepAction.Create or WebhookConfigStepAction.Reactivate or WebhookConfigStepAction.Retest;

    /// <summary>Shows action, subject, address and outcome.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Action} {Subject} {Url} ({Outcome})";
}
