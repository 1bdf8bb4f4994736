using System.Diagnostics;
using System.IO;
using System.Net.Http;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>The one pipeline that sends: the session's pause, one try with its limit, the next try, a word to the observer.</summary>
internal sealed class RequestSender(RicloudConnection connection, IRicloudObserver? observer, RicloudChange? change)
{
    /// <summary>.NET Framework's timers reach no further.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly RicloudConnection _connection = connection;
    private readonly Failures _failures = new Failures(connection);

    /// <summary>Sends until there is a 2xx answer or no try left.</summary>
    public async Task<Answer> SendAsync(PreparedRequest request, CallBudget budget, CancellationToken cancellationToken)
    {
        RicloudException? failure = null;
        var mayHaveHappened = false;
        budget.AwaySince = null;
        while (true)
        {
            await WaitForGateAsync(request, failure, budget, cancellationToken).ConfigureAwait(false);
            budget.Attempts++;
            try
            {
                var answer = await TryAsync(request, budget, cancellationToken).ConfigureAwait(false);
                answer.Attempts = budget.Attempts;
                _connection.Retries.Succeeded();
                Note(request, RicloudChangeState.Made);
                return answer;
            }
            catch (RicloudException exception)
            {
                failure = exception;
                _connection.Retries.Failed(failure);
                failure.MayHaveHappenedBefore = mayHaveHappened;
                mayHaveHappened |= PossibleEffects.Of(failure) != PossibleEffect.None;
                Note(request, mayHaveHappened ? RicloudChangeState.InDoubt : RicloudChangeState.NotMade);
            }

            await PauseOrThrowAsync(request, failure, budget, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Pauses before a try that isn't this sender's own decision.</summary>
    public Task PauseAsync(PreparedRequest request, string reason, CallBudget budget, TimeSpan pause, CancellationToken cancellationToken)
    {
        observer?.Retrying(Retry(request, budget, budget.Attempts, reason, pause));
        return _connection.Options.Delay(pause, cancellationToken);
    }

    private void Note(PreparedRequest request, RicloudChangeState state)
    {
        if (change is not null && !request.IsRead)
        {
            change.State = state;
        }
    }

    /// <summary>Others may close the gate again while this one waits, so that each look at it minds the deadline.</summary>
    private async Task WaitForGateAsync(
        PreparedRequest request, RicloudException? failure, CallBudget budget, CancellationToken cancellationToken)
    {
        var isTold = false;
        while (!_connection.Gate.IsOpen)
        {
            var pause = RetryPolicy.RoundUp(_connection.Gate.Remaining);
            if (pause >= budget.TimeLeft)
            {
                throw failure ?? Failures.StillLimited(request, pause);
            }

            if (!isTold)
            {
                observer?.Retrying(Retry(request, budget, failure?.Attempts ?? 0, "rate limit", pause));
                isTold = true;
            }

            await _connection.Options.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PauseOrThrowAsync(
        PreparedRequest request, RicloudException failure, CallBudget budget, CancellationToken cancellationToken)
    {
        failure.Attempts = budget.Attempts;
        var pause = _connection.Retries.PauseAfter(failure, request, budget);
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

        await PauseAsync(request, Failures.Reason(failure), budget, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>This call gives up, and the next one minds the limit all the same.</summary>
    private void CloseGateBehind(RicloudException failure)
    {
        if (failure.Kind == RicloudErrorKind.RateLimited && _connection.Retries.MaximumAttempts > 1 && !RetryPolicy.AsksForTooLong(failure))
        {
            _connection.Gate.CloseFor(failure.RetryAfter ?? _connection.Retries.Spread(failure.Attempts));
        }
    }

    private async Task<Answer> TryAsync(PreparedRequest request, CallBudget budget, CancellationToken cancellationToken)
    {
        var watch = observer is null ? null : Stopwatch.StartNew();
        try
        {
            var answer = await ExchangeAsync(request, budget, cancellationToken).ConfigureAwait(false);
            Tell(request, budget.Attempts, answer, null, watch);
            return answer;
        }
        catch (RicloudException failure)
        {
            Tell(request, budget.Attempts, null, failure, watch);
            throw;
        }
    }

    private void Tell(PreparedRequest request, int attempt, Answer? answer, RicloudException? failure, Stopwatch? watch) =>
        observer?.Completed(new RicloudExchange
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
            Elapsed = watch!.Elapsed,
            Attempt = attempt,
        });

    private async Task<Answer> ExchangeAsync(PreparedRequest request, CallBudget budget, CancellationToken cancellationToken)
    {
        var limit = Limit(budget);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _connection.Options.CancelAfter(end, limit);
        using var message = request.Message(change, out var content);
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

    private TimeSpan Limit(CallBudget budget)
    {
        var timeout = _connection.Options.Timeout;
        var left = budget.TimeLeft;
        var limit = timeout == Timeout.InfiniteTimeSpan || left < timeout ? left : timeout;
        limit = limit < LongestTimer ? limit : LongestTimer;
        return limit > TimeSpan.Zero ? limit : TimeSpan.Zero;
    }

    private static RicloudRetry Retry(PreparedRequest request, CallBudget budget, int attempt, string reason, TimeSpan pause) => new()
    {
        Method = request.Method,
        Path = request.Path,
        Attempt = attempt,
        MaximumAttempts = budget.MaximumAttempts + budget.WaitsForReturn,
        Reason = reason,
        Delay = pause,
    };
}
