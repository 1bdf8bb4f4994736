using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>The one pipeline that sends: the session's pause, one try with its limit, the next try, a word to the observer.</summary>
internal sealed class RequestSender
{
    /// <summary>.NET Framework's timers reach no further.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly RicloudConnection _connection;
    private readonly IRicloudObserver? _observer;
    private readonly Failures _failures;

    internal RequestSender(RicloudConnection connection, IRicloudObserver? observer)
    {
        _connection = connection;
        _observer = observer;
        _failures = new Failures(connection);
    }

    /// <summary>Sends until there is a 2xx answer or no try left.</summary>
    internal async Task<Answer> SendAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset end = End();
        RicloudException? failure = null;
        bool mayHaveHappened = false;
        for (int attempt = 1; ; attempt++)
        {
            await WaitForGateAsync(request, failure, end, cancellationToken).ConfigureAwait(false);
            try
            {
                Answer answer = await TryAsync(request, attempt, end, cancellationToken).ConfigureAwait(false);
                answer.Attempts = attempt;
                _connection.Retries.Succeeded();
                return answer;
            }
            catch (RicloudException exception)
            {
                failure = exception;
                failure.MayHaveHappenedBefore = mayHaveHappened;
                mayHaveHappened |= !failure.NotSent && failure.Kind != RicloudErrorKind.RateLimited;
            }

            await PauseOrThrowAsync(request, failure, attempt, end, cancellationToken).ConfigureAwait(false);
        }
    }

    private DateTimeOffset End()
    {
        DateTimeOffset now = _connection.Options.Clock();
        TimeSpan deadline = _connection.Options.RetryDeadline;
        return deadline < DateTimeOffset.MaxValue - now ? now + deadline : DateTimeOffset.MaxValue;
    }

    private TimeSpan TimeLeft(DateTimeOffset end) => end - _connection.Options.Clock();

    /// <summary>Others may close the gate again while this one waits, so that each look at it minds the deadline.</summary>
    private async Task WaitForGateAsync(
        PreparedRequest request, RicloudException? failure, DateTimeOffset end, CancellationToken cancellationToken)
    {
        while (!_connection.Gate.IsOpen)
        {
            TimeSpan pause = _connection.Gate.Remaining;
            if (pause >= TimeLeft(end))
            {
                throw failure ?? Failures.StillLimited(request, pause);
            }

            _observer?.Retrying(Retry(request, failure?.Attempts ?? 0, "rate limit", pause));
            await _connection.Options.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PauseOrThrowAsync(
        PreparedRequest request, RicloudException failure, int attempt, DateTimeOffset end, CancellationToken cancellationToken)
    {
        failure.Attempts = attempt;
        TimeSpan? pause = _connection.Retries.PauseAfter(failure, request, attempt, TimeLeft(end));
        if (pause is not { } time)
        {
            CloseGateBehind(failure);
            throw RetryPolicy.AsksForTooLong(failure) ? Failures.LongLimited(failure) : failure;
        }

        if (failure.Kind == RicloudErrorKind.RateLimited)
        {
            _connection.Gate.CloseFor(time);
            return;
        }

        _observer?.Retrying(Retry(request, attempt, Failures.Reason(failure), time));
        await _connection.Options.Delay(time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>This call gives up, and the next one minds the limit all the same.</summary>
    private void CloseGateBehind(RicloudException failure)
    {
        if (failure.Kind == RicloudErrorKind.RateLimited && failure.RetryAfter is { } asked
            && _connection.Retries.MaximumAttempts > 1 && !RetryPolicy.AsksForTooLong(failure))
        {
            _connection.Gate.CloseFor(asked);
        }
    }

    private async Task<Answer> TryAsync(PreparedRequest request, int attempt, DateTimeOffset end, CancellationToken cancellationToken)
    {
        Stopwatch? watch = _observer is null ? null : Stopwatch.StartNew();
        try
        {
            Answer answer = await ExchangeAsync(request, end, cancellationToken).ConfigureAwait(false);
            Tell(request, attempt, answer.StatusCode, null, watch);
            return answer;
        }
        catch (RicloudException failure)
        {
            Tell(request, attempt, failure.StatusCode, failure.Kind, watch);
            throw;
        }
    }

    private void Tell(PreparedRequest request, int attempt, int? status, RicloudErrorKind? kind, Stopwatch? watch) =>
        _observer?.Completed(new RicloudExchange
        {
            Method = request.Method,
            Path = request.Path,
            StatusCode = status,
            Failure = kind,
            Elapsed = watch!.Elapsed,
            Attempt = attempt,
        });

    private async Task<Answer> ExchangeAsync(PreparedRequest request, DateTimeOffset end, CancellationToken cancellationToken)
    {
        TimeSpan limit = Limit(end);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        using HttpRequestMessage message = request.Message(out RequestContent? content);
        HttpResponseMessage? response = null;
        try
        {
            response = await _connection.SendAsync(message, patience.Token).ConfigureAwait(false);
            using (patience.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response))
            {
                Answer answer = await BodyReader.ReadAsync(response, patience.Token).ConfigureAwait(false);
                return response.IsSuccessStatusCode ? answer : throw _failures.FromAnswer(request, answer);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (patience.IsCancellationRequested && IsCausedByClosing(exception))
        {
            response?.Dispose();
            throw _failures.TimedOut(request, limit, content, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw _failures.FromNetwork(request, content, exception);
        }
        catch (BodyCutException exception)
        {
            throw _failures.Cut(request, response, exception);
        }
        catch (BodyFormatException exception)
        {
            throw Failures.NotUnpackable(request, response, exception);
        }
        catch (BodyTooLargeException exception)
        {
            response?.Dispose();
            throw Failures.TooLarge(request, response, exception);
        }
    }

    /// <summary>Ending a try closes its answer, which a read may meet in any of these shapes.</summary>
    private static bool IsCausedByClosing(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or HttpRequestException or IOException or BodyCutException;

    private TimeSpan Limit(DateTimeOffset end)
    {
        TimeSpan timeout = _connection.Options.Timeout;
        TimeSpan left = TimeLeft(end);
        TimeSpan limit = timeout == Timeout.InfiniteTimeSpan || left < timeout ? left : timeout;
        limit = limit < LongestTimer ? limit : LongestTimer;
        return limit > TimeSpan.Zero ? limit : TimeSpan.Zero;
    }

    private RicloudRetry Retry(PreparedRequest request, int attempt, string reason, TimeSpan pause) => new()
    {
        Method = request.Method,
        Path = request.Path,
        Attempt = attempt,
        MaximumAttempts = _connection.Retries.MaximumAttempts,
        Reason = reason,
        Delay = pause,
    };
}
