using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Http;

/// <summary>Asks for something until it is done: soon at first, since most tests take no time, and politely later.</summary>
internal sealed class Polling<T>
    where T : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>What the last look may take beyond the wait's own time; a silent server mustn't hold it up for longer.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    internal Func<CancellationToken, Task<T>> Get { get; init; } = null!;

    internal Func<T, bool> IsDone { get; init; } = null!;

    internal Func<T, TimeSpan, RicloudWaitException> Late { get; init; } = null!;

    internal TimeSpan Timeout { get; init; }

    internal IProgress<T>? Progress { get; init; }

    /// <summary>What is waited for as it was seen before the first look, if it was.</summary>
    internal T? LastSeen { get; init; }

    internal async Task<T> RunAsync(RicloudClientOptions options, CancellationToken cancellationToken)
    {
        TimeSpan start = options.Elapsed();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        options.CancelAfter(limit, Timeout < LongestTimer - LastLook ? Timeout + LastLook : LongestTimer);
        T? seen = LastSeen;
        for (TimeSpan pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                seen = await Get(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw seen is null ? Silent() : Late(seen, options.Elapsed() - start);
            }

            Progress?.Report(seen);
            if (IsDone(seen))
            {
                return seen;
            }

            TimeSpan waited = options.Elapsed() - start;
            if (waited >= Timeout)
            {
                throw Late(seen, waited);
            }

            TimeSpan left = Timeout - waited;
            await options.Delay(RetryPolicy.RoundUp(pause < left ? pause : left), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Longer(TimeSpan pause)
    {
        TimeSpan next = TimeSpan.FromTicks(pause.Ticks * 3 / 2);
        return next < LongestPause ? next : LongestPause;
    }

    private RicloudException Silent() => new(RicloudErrorKind.Timeout, string.Format(
        CultureInfo.InvariantCulture,
        "The API gave no answer within the {0:0.#} s of the wait, so that nothing is known of its outcome. Wait longer, or look again later.",
        Timeout.TotalSeconds));
}
