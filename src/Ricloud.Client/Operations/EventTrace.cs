using Ricloud.Values;

namespace Ricloud;

/// <summary>The way of an event to its receiver, as far as it goes, and what is to be done where it breaks.</summary>
public sealed class EventTrace : RicloudObject
{
    /// <summary>The event's id; <see langword="null"/> for one that hasn't happened.</summary>
    public object? Id { get; init; }

    /// <summary>The type of what it happened to, e.g. <c>poll</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What happened, e.g. <c>completed</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The id of the key that it is of; <see langword="null"/> where its data name none.</summary>
    public object? Key { get; init; }

    /// <summary>The event's state; <see langword="null"/> for one that hasn't happened.</summary>
    public string? State { get; init; }

    /// <summary>How often the API has tried it again.</summary>
    public long? Retries { get; init; }

    /// <summary>By which rule it goes there: <c>key</c> (its own), <c>default</c> (the organisation's), <c>test</c> (the config under test), <c>none</c>.</summary>
    public string Rule { get; set; } = string.Empty;

    /// <summary>The id of the webhook config that it goes to.</summary>
    public object? WebhookConfig { get; set; }

    /// <summary>The receiver's address.</summary>
    public string? Url { get; set; }

    /// <summary>The config's state.</summary>
    public string? ConfigState { get; set; }

    /// <summary>When the config's last test ended, in local time.</summary>
    public DateTime? LastTest { get; set; }

    /// <summary>What it failed with; <see langword="null"/> when it passed.</summary>
    public string? LastError { get; set; }

    /// <summary>The addresses that the receiver's name has from here; with -Probe.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>How long connecting took from here; with -Probe.</summary>
    public TimeSpan? ConnectTime { get; set; }

    /// <summary>When the receiver's certificate ends, in local time; with -Probe, for https.</summary>
    public DateTime? CertificateEnds { get; set; }

    /// <summary>What the receiver answered to a signed test event from here; with -Probe.</summary>
    public int? StatusCode { get; set; }

    /// <summary>Where it breaks: <c>route</c>, <c>config</c>, <c>test</c>, <c>name</c>, <c>connection</c>, <c>tls</c>, <c>receiver</c>, <c>delivery</c>; <see langword="null"/> when it doesn't.</summary>
    public string? BreaksAt { get; set; }

    /// <summary>What is wrong, or that nothing is, in a sentence.</summary>
    public string Conclusion { get; set; } = string.Empty;

    /// <summary>The command that mends it, or the next one to use; empty for none.</summary>
    public string Command { get; set; } = string.Empty;

    /// <summary>Shows the conclusion.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of(Conclusion);
}
