using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Security;

namespace Ricloud.Http;

/// <summary>Everything that a client is made from. Immutable.</summary>
internal sealed class RicloudClientOptions
{
    private static readonly double TicksEach = (double)TimeSpan.TicksPerSecond / Stopwatch.Frequency;
    private static readonly Random Random = new();

    // The version comes from the module's manifest by way of the assembly.
    private static readonly string DefaultUserAgent = "Ricloud.PowerShell/"
        + (typeof(RicloudClientOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0");

    /// <summary>
    /// Where the API is (API contract: documented, <c>https://ricloud-api.reincubate.com</c>). May have a path of its own.
    /// Plain http is refused unless the host is 127.0.0.0/8, ::1 or exactly <c>localhost</c>, or <see cref="AllowUnencrypted"/> is set.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("https://ricloud-api.reincubate.com");

    /// <summary>The key token. Visible ASCII; <see langword="null"/> sends none, which the API answers with 401.</summary>
    public SecureString? Token { get; set; }

    /// <summary>How long one try of a request may take, its whole answer included. 100 seconds by default; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The proxy to use; <see langword="null"/> is the system's, which is never used for a loopback address.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>The credentials for the system's proxy; one in <see cref="Proxy"/> has its own.</summary>
    public ICredentials? ProxyCredentials { get; set; }

    /// <summary>Allows plain http, and with it a readable token, beyond this machine.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>The User-Agent header; by default <c>Ricloud.PowerShell/&lt;version&gt;</c>.</summary>
    public string UserAgent { get; set; } = DefaultUserAgent;

    /// <summary>How often a request is repeated after its first try, not counting up to 30 seconds in which an API that has answered before is away. 3 by default, 0 for never.</summary>
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>How long one call may take, all its tries and pauses included. 300 seconds by default.</summary>
    public TimeSpan RetryDeadline { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Takes the place of the network, for tests. Not disposed of by the client.</summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>Tells the time, for <c>Retry-After</c> dates of servers that don't tell their own.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>Tells how much time has passed since a moment that stays the same, for deadlines. Unlike <see cref="Clock"/>, nobody sets it back.</summary>
    public Func<TimeSpan> Elapsed { get; set; } = Monotonic;

    /// <summary>Waits, for pauses between tries and polls. Must end with <see cref="OperationCanceledException"/> when cancelled.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; set; } = static (time, token) => Task.Delay(time, token);

    /// <summary>A number from 0 up to but not including 1, for spreading retries.</summary>
    public Func<double> Jitter { get; set; } = NextJitter;

    /// <summary>Cancels after a time, for the limit of one try and of a wait's last look.</summary>
    public Action<CancellationTokenSource, TimeSpan> CancelAfter { get; set; } = static (source, time) => source.CancelAfter(time);

    /// <summary>Shows the address only.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => $"RicloudClientOptions {{ BaseAddress = {BaseAddress} }}";

    /// <summary>Time that nobody sets back: a deadline on the wall clock would move with it.</summary>
    private static TimeSpan Monotonic() => TimeSpan.FromTicks((long)(Stopwatch.GetTimestamp() * TicksEach));

    /// <summary>Random itself isn't safe for several callers.</summary>
    private static double NextJitter()
    {
        lock (Random)
        {
            return Random.NextDouble();
        }
    }
}
