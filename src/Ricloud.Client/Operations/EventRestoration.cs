using Ricloud.Operations;
using Ricloud.Values;

namespace Ricloud;

/// <summary>What became of an event that no receiver had taken and that was to be sent again.</summary>
public sealed class EventRestoration : RicloudObject
{
    /// <summary>Makes one that nothing is known of yet.</summary>
    public EventRestoration()
    {
    }

    internal EventRestoration(EventRestoration other)
    {
        Id = other.Id;
        Type = other.Type;
        Action = other.Action;
        DateCreated = other.DateCreated;
        State = other.State;
        Retries = other.Retries;
        WebhookConfig = other.WebhookConfig;
        Rule = other.Rule;
        Url = other.Url;
        Outcome = other.Outcome;
        StatusCode = other.StatusCode;
        Reason = other.Reason;
    }

    /// <summary>The event's id.</summary>
    public object Id { get; init; } = string.Empty;

    /// <summary>The type of what it happened to, e.g. <c>poll</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What happened, e.g. <c>completed</c>.</summary>
    public string? Action { get; init; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime? DateCreated { get; init; }

    /// <summary>The event's state before: <c>failed</c>, <c>pending</c>, or what the API has added since.</summary>
    public string? State { get; init; }

    /// <summary>How often the API had tried it again.</summary>
    public long? Retries { get; init; }

    /// <summary>The id of the webhook config whose secret signs it; <see langword="null"/> for none.</summary>
    public object? WebhookConfig { get; init; }

    /// <summary>Why it goes there: <c>key</c> (the config of the key that its data name), <c>default</c> (the organisation's), <c>test</c> (the config under test), <c>given</c> (-To), or <c>none</c>.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>The receiver's address; empty where there is none.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>
    /// <c>planned</c>, <c>sent</c> (the receiver took it), <c>refused</c> (it answered, and not with 2xx), <c>failed</c> (it didn't
    /// answer), <c>nowhere</c> (no receiver is to get it), or <c>declined</c>.
    /// </summary>
    public string Outcome { get; init; } = RestoreOutcome.Planned;

    /// <summary>What the receiver answered; <see langword="null"/> when it wasn't asked, or didn't.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Why it is to be sent, or what the receiver said, in a sentence.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Shows id, event and outcome.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"{ApiId.Text(Id)} {Type}.{Action} ({Outcome})");
}
