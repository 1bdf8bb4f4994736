using System.Globalization;
using System.Net.Http;
using Ricloud.Json;
using Ricloud.Models;

namespace Ricloud.Http;

/// <summary>Turns an answer that went wrong into the one exception, with a sentence that says what to do.</summary>
internal sealed class Failures(RicloudConnection connection)
{
    private const int LongestSentence = 1000;

    private readonly RicloudConnection _connection = connection;

    /// <summary>An answer that isn't 2xx. Takes the answer over.</summary>
    public RicloudException FromAnswer(PreparedRequest request, Answer answer, RequestContent? content)
    {
        using (answer)
        {
            var status = answer.StatusCode;
            if (status is >= 300 and < 400)
            {
                return Redirect(request, answer);
            }

            var error = ReadError(answer);
            var proxy = status == 407 || (error is null && _connection.Address.Base.Scheme == Uri.UriSchemeHttp && status is 403 or 502 or 503 or 504)
                ? _connection.Proxy
                : null;
            var kind = proxy is null ? StatusErrors.Kind(status, error?.Code) : RicloudErrorKind.ProxyRefused;
            var subject = $"{request.Method} {request.Path}: ";
            var sentence = proxy is null ? Sentence(request, kind, status, error) : NetworkFailures.ProxySentence(_connection, proxy, status) + Said(answer);
            return new RicloudException(kind, subject + sentence)
            {
                StatusCode = status,
                Error = error?.Code is { } code ? Safe(code) : null,
                ApiMessage = error?.Message is { } message ? _connection.Token.Redact(message) : null,
                Params = error?.Params is { } fields ? (IReadOnlyDictionary<string, object?>?)Redacted(fields) : null,
                Method = request.Method,
                Path = request.Path,
                Attempts = request.Budget.Attempts,
                RetryAfter = RetryAfter(answer.Response),
                NotSent = NetworkFailures.IsUnsent(content),
                BodyExcerpt = error is null ? ExcerptOf(answer) : null,
            };
        }
    }

    /// <summary>A 2xx answer whose body isn't what the API documents.</summary>
    public RicloudException Unreadable(PreparedRequest request, Answer answer, BodyFormatException cause)
    {
        var excerpt = ExcerptOf(answer);
        var shown = excerpt.Length == 0 ? string.Empty : $" It begins: {excerpt}";
        return new RicloudException(
            RicloudErrorKind.InvalidResponse,
            $"{request.Method} {request.Path}: the answer ({answer.StatusCode}) isn't what the API documents: {_connection.Token.Redact(cause.Message)}. Is the address right, or does a proxy answer for it?{shown}",
            cause)
        {
            StatusCode = answer.StatusCode,
            Method = request.Method,
            Path = request.Path,
            Attempts = request.Budget.Attempts,
            BodyExcerpt = excerpt,
        };
    }

    public static RicloudException StillLimited(PreparedRequest request, TimeSpan pause) => new(
        RicloudErrorKind.RateLimited,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1}: the API's rate limit is used up for another {2:0} s, longer than this call may take. Try again then.",
            request.Method,
            request.Path,
            pause.TotalSeconds))
    {
        StatusCode = 429,
        Method = request.Method,
        Path = request.Path,
        Attempts = request.Budget.Attempts,
        RetryAfter = pause,
        NotSent = true,
    };

    /// <summary>The same failure with the time that the server names, which is too far off to wait for.</summary>
    public static RicloudException LongLimited(RicloudException failure) => new(
        failure,
        failure.Kind,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} The server asks to wait {1:0} s, longer than is waited for here. Try again then.",
            failure.Message,
            Math.Ceiling(failure.RetryAfter.GetValueOrDefault().TotalSeconds)))
    {
        Params = failure.Params,
        NotSent = failure.NotSent,
    };

    /// <summary>What a body says that isn't the API's.</summary>
    private string Said(Answer answer) => ExcerptOf(answer).Trim() is { Length: > 0 } excerpt ? $" It says: '{excerpt}'." : string.Empty;

    private RicloudException Redirect(PreparedRequest request, Answer answer)
    {
        var target = answer.Response.Headers.Location;
        var place = target is null ? "nowhere" : "'" + Safe(target.OriginalString) + "'";
        return new RicloudException(
            RicloudErrorKind.RedirectRefused,
            $"{request.Method} {request.Path}: the server redirects to {place}, which isn't followed, since the token could go with it. Is the address right? It may need https, or another host.")
        {
            StatusCode = answer.StatusCode,
            Method = request.Method,
            Path = request.Path,
            Attempts = request.Budget.Attempts,
        };
    }

    private static ApiError? ReadError(Answer answer)
    {
        try
        {
            var error = ApiError.From(JsonBody.Read(answer.Body, answer.Length));
            return error.Code is null && error.Message is null ? null : error;
        }
        catch (BodyFormatException)
        {
            // A proxy wrote it. The status stands, and the excerpt shows the rest.
            return null;
        }
    }

    private string ExcerptOf(Answer answer) => Excerpt.Show(_connection.Token.Redact(Excerpt.Take(answer.Body, answer.Length)));

    private string Sentence(PreparedRequest request, RicloudErrorKind kind, int status, ApiError? error) => Excerpt.Show(
        _connection.Token.Redact(kind == RicloudErrorKind.NotFound
            ? StatusErrors.NotFound(request.Path, status, _connection.Address.Base, error)
            : StatusErrors.Sentence(kind, status, error)),
        LongestSentence);

    private object? Redacted(object? value) => value switch
    {
        string text => _connection.Token.Redact(text),
        List<object?> elements => elements.ConvertAll(Redacted),
        IReadOnlyDictionary<string, object?> members => members.GroupBy(member => _connection.Token.Redact(member.Key)).ToDictionary(static group => group.Key, group => Redacted(group.Last().Value)),
        _ => value,
    };

    private string Safe(string text) => Excerpt.Show(_connection.Token.Redact(text));

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        var pause = after?.Delta ?? after?.Date - (response.Headers.Date ?? _connection.Options.Clock());
        if (after is null && response.Headers.TryGetValues("Retry-After", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds))
        {
            // Part of a second, a sign, or more seconds than the header's type can hold are still a wish to be left alone.
            pause = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, Math.Min(int.MaxValue, seconds))));
        }

        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
