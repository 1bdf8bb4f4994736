using Ricloud.Operations;
using Ricloud.Values;

namespace Ricloud;

/// <summary>How well a webhook config does its work: its state, who uses it, and what became of its events in a window of time.</summary>
public sealed class WebhookHealth : RicloudObject
{
    /// <summary>The id of the webhook config.</summary>
    public object Id { get; init; } = string.Empty;

    /// <summary><c>Healthy</c>, <c>Degraded</c>, <c>Failing</c>, <c>Silent</c> or <c>Unused</c>.</summary>
    public string Status { get; init; } = HealthStatus.Healthy;

    /// <summary>Why, in a sentence.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The receiver's address.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>The config's state.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>Whether it is the organisation's default.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The ids of the keys that use it; those that are deactivated or expired don't count.</summary>
    public IReadOnlyList<object> Keys { get; init; } = [];

    /// <summary>When its last event of the window was taken, in local time; <see langword="null"/> for none.</summary>
    public DateTime? LastDelivered { get; init; }

    /// <summary>How many events of the window were taken.</summary>
    public int Delivered { get; init; }

    /// <summary>How many the API has given up on.</summary>
    public int Failed { get; init; }

    /// <summary>How many are on their way.</summary>
    public int Pending { get; init; }

    /// <summary>When the oldest of these was made, in local time; <see langword="null"/> for none.</summary>
    public DateTime? OldestPending { get; init; }

    /// <summary>How many of those that came to an end were taken, from 0 to 1; <see langword="null"/> when none did.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>What its last test failed with; <see langword="null"/> when it passed, or the tasks don't tell.</summary>
    public string? LastError { get; init; }

    /// <summary>How long no event has been made for it, at the window's end; <see langword="null"/> when there was none in it.</summary>
    public TimeSpan? SilentFor { get; init; }

    /// <summary>The longest pause between two of its events before; <see langword="null"/> when there were fewer than two.</summary>
    public TimeSpan? LongestPause { get; init; }

    /// <summary>Where the window begins that was read, in local time.</summary>
    public DateTime Since { get; init; }

    /// <summary>Where it ends, in local time.</summary>
    public DateTime Until { get; init; }

    /// <summary>Shows id, status and why.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"WebhookConfig {ApiId.Text(Id)} {Status}: {Reason}");
}
