using Ricloud.Changes;
using Ricloud.DesiredState;
using Ricloud.Models;
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
        Kind = step.Kind;
        ConfigId = step.ConfigId;
        Key = step.Key;
        Attribute = step.Attribute;
        Settings = step.Settings;
        Credential = step.Credential;
        KeyChange = step.KeyChange;
        Current = step.Current;
        Wanted = step.Wanted;
        Reason = step.Reason;
    }

    /// <summary>One of <see cref="WebhookConfigStepAction"/>.</summary>
    public string Action { get; init; } = WebhookConfigStepAction.None;

    /// <summary>One of <see cref="WebhookConfigStepOutcome"/>.</summary>
    public string Outcome { get; init; } = WebhookConfigStepOutcome.Planned;

    /// <summary>What is changed, for people: <c>webhook config 7</c>, <c>storage config 4</c>, <c>organisation</c>, <c>key 5</c>.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The address of the config that it is about; empty for <c>update</c> of a key.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>The id of the webhook config that it is about; <see langword="null"/> while that is still to be made, and where it is about something else.</summary>
    public object? WebhookConfig => Kind == ConfigKind.Webhook ? ConfigId : null;

    /// <summary>The id of the storage config that it is about; <see langword="null"/> while that is still to be made, and where it is about something else.</summary>
    public object? StorageConfig => Kind == ConfigKind.Storage ? ConfigId : null;

    /// <summary>The id of the key that is changed, otherwise <see langword="null"/>.</summary>
    public object? Key { get; init; }

    /// <summary>For <c>update</c> and <c>reactivate</c>: the names of the settings that are changed, as a declaration has them; otherwise <see langword="null"/>.</summary>
    public string? Attribute { get; init; }

    /// <summary>What there was: the config's state, for <c>repoint</c> the id in use, for <c>update</c> the settings; <see langword="null"/> for none. Never a credential.</summary>
    public object? Current { get; init; }

    /// <summary>What is wanted: the config's state, for <c>repoint</c> the id to use (<see langword="null"/> while that is still to be made), for <c>update</c> the settings. Of a credential it is the reference.</summary>
    public object? Wanted { get; init; }

    /// <summary>Why it is needed, or why it was not done, in a sentence; empty when the rest says it.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The kind of config that it is about.</summary>
    internal ConfigKind Kind { get; init; } = ConfigKind.Webhook;

    internal object? ConfigId { get; init; }

    /// <summary>What is sent with a config, by the API's names.</summary>
    internal IReadOnlyDictionary<string, object?> Settings { get; init; } = PlainValues.None;

    /// <summary>Where the credential is that is sent with it.</summary>
    internal string? Credential { get; init; }

    /// <summary>What is changed of a key.</summary>
    internal KeyUpdate? KeyChange { get; init; }

    /// <summary>Whether it has a config tested, which is valid if all goes well.</summary>
    internal bool IsEnsuring => Action is WebhookConfigStepAction.Create or WebhookConfigStepAction.Reactivate or WebhookConfigStepAction.Retest
        || (Action == WebhookConfigStepAction.Update && Key is null);

    /// <summary>Shows action, subject, address and outcome.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of(string.Join(" ", new[] { Action, Subject, Attribute, Url }.Where(part => !string.IsNullOrEmpty(part))) + $" ({Outcome})");
}
