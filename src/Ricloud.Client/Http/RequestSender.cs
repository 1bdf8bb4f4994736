using System.Diagnostics;
using System.IO;
using System.Net.Http;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>The one pipeline that sends: the session's pause, one try with its limit, the next try, a word to the observer.</summary>
internal sealed class RequestSender(RicloudConnection connection)
{
    /// <summary>.NET Framework's timers reach no further.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly RicloudConnection _connection = connection;
    private readonly NetworkFailures _network = new NetworkFailures(connection);
    private readonly Failures _failures = new Failures(connection);

    /// <summary>Sends until there is a 2xx answer or no try left.</summary>
    public async Task<Answer> SendAsync(PreparedRequest request)
    {
        var budget = request.Budget;
        RicloudException? failure = null;
        budget.AwaySince = null;
        budget.MayHaveHappened = false;
        while (true)
        {
            await WaitForGateAsync(request, failure).ConfigureAwait(false);
            budget.Attempts++;
            try
            {
                var answer = await TryAsync(request).ConfigureAwait(false);
                _connection.Retries.Succeeded();
                Note(request, RicloudChangeState.Made);
                return answer;
            }
            catch (RicloudException exception)
            {
                failure = exception;
                _connection.Retries.Failed(failure);
                var mayHaveHappened = PossibleEffects.Of(failure) != PossibleEffect.None;
                Note(request, budget.MayHaveHappened || mayHaveHappened ? RicloudChangeState.InDoubt : RicloudChangeState.NotMade);
                await PauseOrThrowAsync(request, failure).ConfigureAwait(false);
                budget.MayHaveHappened |= mayHaveHappened;
            }
        }
    }

    /// <summary>Pauses before a try that isn't this sender's own decision.</summary>
    public Task PauseAsync(PreparedRequest request, string reason, TimeSpan pause)
    {
        request.Call.Observer?.Retrying(Retry(request, request.Budget.Attempts, reason, pause));
        return _connection.Options.Delay(pause, request.Call.Token);
    }

    private static void Note(PreparedRequest request, RicloudChangeState state)
    {
        if (!request.IsRead)
        {
            request.Call.Note(state);
        }
    }

    /// <summary>Others may close the gate again while this one waits, so that each look at it minds the deadline.</summary>
    private async Task WaitForGateAsync(PreparedRequest request, RicloudException? failure)
    {
        var isTold = false;
        while (!_connection.Gate.IsOpen)
        {
            var pause = RetryPolicy.RoundUp(_connection.Gate.Remaining);
            if (pause >= request.Budget.TimeLeft)
            {
                throw failure ?? Failures.StillLimited(request, pause);
            }

            if (!isTold)
            {
                request.Call.Observer?.Retrying(Retry(request, failure?.Attempts ?? 0, "rate limit", pause));
                isTold = true;
            }

            await _connection.Options.Delay(pause, request.Call.Token).ConfigureAwait(false);
        }
    }

    private async Task PauseOrThrowAsync(PreparedRequest request, RicloudException failure)
    {
        var pause = _connection.Retries.PauseAfter(failure, request, request.Budget);
        if (pause is not { } time)
        {
            CloseGateBehind(failure);

            // What may have been done is no mere limit: whoever asked has to look first.
            throw RetryPolicy.AsksForTooLong(failure) && RetryPolicy.IsSafe(failure, request) ? Failures.LongLimited(failure) : failure;
        }

        if (failure.Kind == RicloudErrorKind.RateLimited)
        {
            _connection.Gate.CloseFor(time);
            return;
        }

        await PauseAsync(request, NetworkFailures.Reason(failure), time).ConfigureAwait(false);
    }

    /// <summary>This call gives up, and the next one minds the limit all the same.</summary>
    private void CloseGateBehind(RicloudException failure)
    {
        if (failure.Kind == RicloudErrorKind.RateLimited && _connection.Retries.MaximumAttempts > 1 && !RetryPolicy.AsksForTooLong(failure))
        {
            _connection.Gate.CloseFor(failure.RetryAfter ?? _connection.Retries.Spread(failure.Attempts));
        }
    }

    private async Task<Answer> TryAsync(PreparedRequest request)
    {
        if (request.Call.Observer is not { HearsTries: true } observer)
        {
            return await ExchangeAsync(request).ConfigureAwait(false);
        }

        var watch = Stopwatch.StartNew();
        try
        {
            var answer = await ExchangeAsync(request).ConfigureAwait(false);
            observer.Completed(Exchange(request, answer, null, watch));
            return answer;
        }
        catch (RicloudException failure)
        {
            observer.Completed(Exchange(request, null, failure, watch));
            throw;
        }
    }

    private RicloudExchange Exchange(PreparedRequest request, Answer? answer, RicloudException? failure, Stopwatch watch) =>
        new()
        {
            Method = request.Method,
            Path = request.Path,
            StatusCode = answer?.StatusCode ?? failure?.StatusCode,
            Failure = failure?.Kind,
            Address = _connection.Address.Base,
            Proxy = _connection.Proxy,
            ContentType = answer?.Response.Content?.Headers.ContentType?.MediaType,
            Length = answer?.Length ?? 0,
            Excerpt = failure?.BodyExcerpt,
            Elapsed = watch.Elapsed,
            Attempt = request.Budget.Attempts,
        };

    private async Task<Answer> ExchangeAsync(PreparedRequest request)
    {
        var cancellationToken = request.Call.Token;
        var limit = Limit(request.Budget);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _connection.Options.CancelAfter(end, limit);
        using var message = request.Message(out var content);
        HttpResponseMessage? response = null;
        try
        {
            response = await _connection.SendAsync(message, end.Token).ConfigureAwait(false);
            using (end.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response))
            {
                var answer = await BodyReader.ReadAsync(response, end.Token).ConfigureAwait(false);
                return response.IsSuccessStatusCode ? answer : throw _failures.FromAnswer(request, answer, content);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (end.IsCancellationRequested && IsCausedByClosing(exception))
        {
            response?.Dispose();
            throw _network.TimedOut(request, limit, content, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or BodyCutException or BodyFormatException or BodyTooLargeException)
        {
            throw _network.Of(request, response, content, exception);
        }
    }

    /// <summary>Ending a try closes its answer, which a read may meet in any of these shapes.</summary>
    private static bool IsCausedByClosing(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or HttpRequestException or IOException or BodyCutException;

    private TimeSpan Limit(CallBudget budget)
    {
        var timeout = _connection.Options.Timeout;
        var left = budget.TimeLeft;
        var limit = timeout == Timeout.InfiniteTimeSpan || left < timeout ? left : timeout;
        limit = limit < LongestTimer ? limit : LongestTimer;
        return limit > TimeSpan.Zero ? limit : TimeSpan.Zero;
    }

    private static RicloudRetry Retry(PreparedRequest request, int attempt, string reason, TimeSpan pause) => new()
    {
        Method = request.Method,
        Path = request.Path,
        Attempt = attempt,
        MaximumAttempts = request.Budget.MaximumAttempts + request.Budget.WaitsForReturn,
        Reason = reason,
        Delay = pause,
    };
}
