using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Http;

/// <summary>The one pipeline that sends: the session's pause, one try with its limit, the next try, a word to the observer.</summary>
internal sealed class RequestSender
{
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
        DateTimeOffset end = _connection.Options.Clock() + _connection.Options.RetryDeadline;
        for (int attempt = 1; ; attempt++)
        {
            await WaitForGateAsync(request, end, cancellationToken).ConfigureAwait(false);
            RicloudException failure;
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
            }

            await PauseOrThrowAsync(request, failure, attempt, end, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan TimeLeft(DateTimeOffset end) => end - _connection.Options.Clock();

    private async Task WaitForGateAsync(PreparedRequest request, DateTimeOffset end, CancellationToken cancellationToken)
    {
        if (_connection.Gate.IsOpen)
        {
            return;
        }

        TimeSpan pause = _connection.Gate.Remaining;
        if (pause >= TimeLeft(end))
        {
            throw Failures.StillLimited(request, pause);
        }

        _observer?.Retrying(Retry(request, 0, "rate limit", pause));
        await _connection.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task PauseOrThrowAsync(
        PreparedRequest request, RicloudException failure, int attempt, DateTimeOffset end, CancellationToken cancellationToken)
    {
        failure.Attempts = attempt;
        TimeSpan? pause = _connection.Retries.PauseAfter(failure, request, attempt, TimeLeft(end));
        if (pause is not { } time)
        {
            throw failure;
        }

        _observer?.Retrying(Retry(request, attempt, Failures.Reason(failure), time));
        if (failure.Kind == RicloudErrorKind.RateLimited)
        {
            _connection.Gate.CloseFor(time);
            await _connection.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _connection.Options.Delay(time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Answer> TryAsync(PreparedRequest request, int attempt, DateTimeOffset end, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int? status = null;
        RicloudErrorKind? kind = null;
        try
        {
            Answer answer = await ExchangeAsync(request, end, cancellationToken).ConfigureAwait(false);
            status = answer.StatusCode;
            return answer;
        }
        catch (RicloudException failure)
        {
            status = failure.StatusCode;
            kind = failure.Kind;
            throw;
        }
        finally
        {
            _observer?.Completed(new RicloudExchange
            {
                Method = request.Method,
                Path = request.Path,
                StatusCode = status,
                Failure = kind,
                Elapsed = watch.Elapsed,
                Attempt = attempt,
            });
        }
    }

    private async Task<Answer> ExchangeAsync(PreparedRequest request, DateTimeOffset end, CancellationToken cancellationToken)
    {
        TimeSpan limit = _connection.Options.Timeout;
        TimeSpan left = TimeLeft(end);
        limit = limit == Timeout.InfiniteTimeSpan || left < limit ? left : limit;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
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
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException && !cancellationToken.IsCancellationRequested && patience.IsCancellationRequested)
        {
            throw _failures.TimedOut(request, limit, content, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw patience.IsCancellationRequested
                ? _failures.TimedOut(request, limit, content, exception)
                : _failures.FromNetwork(request, content, exception);
        }
        catch (BodyCutException exception)
        {
            throw _failures.Cut(request, response, exception);
        }
        catch (BodyTooLargeException exception)
        {
            response?.Dispose();
            throw Failures.TooLarge(request, response, exception);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new OperationCanceledException(cancellationToken);
        }
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
