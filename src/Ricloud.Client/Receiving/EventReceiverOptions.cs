using System.Diagnostics;
using System.Net;

namespace Ricloud.Receiving;

/// <summary>Everything an <see cref="EventReceiver"/> is made from. Immutable.</summary>
internal sealed class EventReceiverOptions
{
    /// <summary>The address to listen on. The loopback address by default, so that nobody outside reaches it.</summary>
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on, 0 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The path under which deliveries come, e.g. <c>/hooks</c> for <c>/hooks/&lt;event id&gt;</c>. Empty by default.</summary>
    public string PathBase { get; set; } = string.Empty;

    /// <summary>The path that answers a GET with metrics for Prometheus, e.g. <c>/metrics</c>; <see langword="null"/>, the default, for none.</summary>
    public string? MetricsPath { get; set; }

    /// <summary>The secrets that are accepted. Null when they come later, through <see cref="EventReceiver.UseSecrets"/>.</summary>
    public IReadOnlyCollection<string>? Secrets { get; set; }

    /// <summary>Takes events without looking at signatures. Excludes <see cref="Secrets"/>.</summary>
    public bool AllowUnsigned { get; set; }

    /// <summary>Starts without a secret; requests wait up to <see cref="ReceiverLimits.HoldTime"/> for one.</summary>
    public bool HoldsForSecrets { get; set; }

    /// <summary>How old a signature may be; <see langword="null"/> for <see cref="Webhooks.WebhookSignature.DefaultTolerance"/>.</summary>
    public TimeSpan? Tolerance { get; set; }

    /// <summary>How far in the future a signature may be; <see langword="null"/> for <see cref="Webhooks.WebhookSignature.DefaultFutureTolerance"/>.</summary>
    public TimeSpan? FutureTolerance { get; set; }

    /// <summary>Which events reach the consumer; the others are answered with 200. Called on any thread. All by default.</summary>
    public Func<RicloudEvent, bool> Filter { get; set; } = static _ => true;

    /// <summary>
    /// The ids of events that were handed over before, by an earlier run, the oldest first: they are answered with 200 and not
    /// handed over again. As many are remembered as <see cref="ReceiverLimits.RememberedEvents"/> says.
    /// </summary>
    public IReadOnlyList<string> HandedOverBefore { get; set; } = [];

    /// <summary>What one sender may cost.</summary>
    public ReceiverLimits Limits { get; set; } = ReceiverLimits.Default;

    /// <summary>Is told of each request when it is over. Called on any thread; must not throw and must not wait.</summary>
    public Action<ReceiverRequest> Observer { get; set; } = static _ => { };

    /// <summary>Tells the time that signatures are judged by.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>Tells the time since some moment in the past, which limits are measured with; it never goes back.</summary>
    public Func<TimeSpan> Elapsed { get; set; } = MonotonicTime;

    /// <summary>Waits. Must end with <see cref="OperationCanceledException"/> when cancelled.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; set; } = static (time, token) => Task.Delay(time, token);

    /// <summary>Shows where it listens, and nothing of the secrets.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"EventReceiverOptions {{ {ListenAddress}:{Port} {PathBase} }}";

    private static TimeSpan MonotonicTime() =>
        TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
