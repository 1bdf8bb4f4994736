using System.Globalization;
using Ricloud.Http;

namespace Ricloud.Services;

/// <summary>Asks for something until it is done: soon at first, since most tests take no time, and politely later.</summary>
internal sealed class Polling<T>
    where T : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>What the last look may take beyond the wait's own time; a silent server mustn't hold it up for longer.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    public Func<Call, Task<T>> Get { get; init; } = null!;

    public Func<T, bool> IsDone { get; init; } = null!;

    public Func<T, TimeSpan, RicloudWaitException> Late { get; init; } = null!;

    public TimeSpan Timeout { get; init; }

    public IProgress<T>? Progress { get; init; }

    /// <summary>What is waited for as it was seen before the first look, if it was.</summary>
    public T? LastSeen { get; init; }

    public async Task<T> RunAsync(RicloudClientOptions options, Call call)
    {
        var cancellationToken = call.Token;
        var start = options.Elapsed();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        options.CancelAfter(limit, Timeout < LongestTimer - LastLook ? Timeout + LastLook : LongestTimer);
        var seen = LastSeen;
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                seen = await Get(call.With(limit.Token)).ConfigureAwait(false);
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

            var waited = options.Elapsed() - start;
            if (waited >= Timeout)
            {
                throw Late(seen, waited);
            }

            var left = Timeout - waited;
            await options.Delay(RetryPolicy.RoundUp(pause < left ? pause : left), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Longer(TimeSpan pause)
    {
        var next = TimeSpan.FromTicks(pause.Ticks * 3 / 2);
        return next < LongestPause ? next : LongestPause;
    }

    private RicloudException Silent() => new(RicloudErrorKind.Timeout, string.Format(
        CultureInfo.InvariantCulture,
        "The API gave no answer within the {0:0.#} s of the wait, so that nothing is known of its outcome. Wait longer, or look again later.",
        Timeout.TotalSeconds));
}
