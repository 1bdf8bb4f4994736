using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Ricloud.Json;
using Ricloud.Models;

namespace Ricloud.Http;

/// <summary>Turns what went wrong into the one exception, with a sentence that says what to do.</summary>
internal sealed class Failures(RicloudConnection connection)
{
    private const int LongestSentence = 1000;

    private readonly RicloudConnection _connection = connection;

    /// <summary>The cause in a word or two, for the line that tells of a retry.</summary>
    public static string Reason(RicloudException failure) => failure switch
    {
        { StatusCode: { } status and >= 300 } => status.ToString(CultureInfo.InvariantCulture),
        { Kind: RicloudErrorKind.Timeout } => "timeout",
        _ => SocketErrorOf(failure) switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.ConnectionReset => "connection reset",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
            _ => "connection broken",
        },
    };

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
            var sentence = proxy is null ? Sentence(request, kind, status, error) : ProxySentence(proxy, status) + Said(answer);
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
                NotSent = IsUnsent(content),
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

    public RicloudException Cut(PreparedRequest request, HttpResponseMessage? response, BodyCutException cause)
    {
        int? status = response is null ? null : (int)response.StatusCode;
        response?.Dispose();
        var excerpt = Excerpt.Show(_connection.Token.Redact(cause.Excerpt));
        return new RicloudException(
            RicloudErrorKind.Connection,
            $"{request.Method} {request.Path}: the connection broke before the whole answer had come.",
            cause)
        {
            StatusCode = status,
            Method = request.Method,
            Path = request.Path,
            Attempts = request.Budget.Attempts,
            BodyExcerpt = excerpt,
        };
    }

    public static RicloudException TooLarge(PreparedRequest request, HttpResponseMessage? response, BodyTooLargeException cause) => new(
        RicloudErrorKind.ResponseTooLarge,
        $"{request.Method} {request.Path}: the answer is larger than {BodyReader.LargestBody / (1024 * 1024)} MiB and was not read. Ask for less at once.",
        cause)
    {
        StatusCode = response is null ? null : (int)response.StatusCode,
        Method = request.Method,
        Path = request.Path,
        Attempts = request.Budget.Attempts,
    };

    public RicloudException TimedOut(PreparedRequest request, TimeSpan limit, RequestContent? content, Exception cause) => new(
        RicloudErrorKind.Timeout,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1}: no whole answer from {2} within {3:0.#} s. Try again, or give it more time.",
            request.Method,
            request.Path,
            _connection.Address.Base.Host,
            Math.Max(0, limit.TotalSeconds)),
        cause)
    {
        Method = request.Method,
        Path = request.Path,
        Attempts = request.Budget.Attempts,
        NotSent = IsUnsent(content),
    };

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

    /// <summary>A body that isn't packed as its header says.</summary>
    public static RicloudException NotUnpackable(PreparedRequest request, HttpResponseMessage? response, BodyFormatException cause)
    {
        int? status = response is null ? null : (int)response.StatusCode;
        response?.Dispose();
        return new RicloudException(
            RicloudErrorKind.InvalidResponse,
            $"{request.Method} {request.Path}: the answer ({status}) isn't what the API documents: {cause.Message}. Is the address right, or does a proxy answer for it?",
            cause)
        {
            StatusCode = status,
            Method = request.Method,
            Path = request.Path,
            Attempts = request.Budget.Attempts,
            BodyExcerpt = string.Empty,
        };
    }

    public RicloudException FromNetwork(PreparedRequest request, RequestContent? content, Exception cause)
    {
        if (_connection.Proxy is { } proxy && TunnelStatus(cause) is { } refused)
        {
            return new RicloudException(RicloudErrorKind.ProxyRefused, $"{request.Method} {request.Path}: {ProxySentence(proxy, refused)}", cause)
            {
                StatusCode = refused,
                Method = request.Method,
                Path = request.Path,
                Attempts = request.Budget.Attempts,
                NotSent = IsUnsent(content),
            };
        }

        var isTls = Causes(cause).Any(static inner =>
            inner is AuthenticationException or WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure });
        var host = _connection.Address.Base.Authority;
        var sentence = isTls
            ? $"TLS with {host} failed: {Innermost(cause)} Check the address, the certificate, and the clock of this machine."
            : _connection.Proxy is { } through
            ? $"no connection to {host} through the proxy {through}, or it broke: {Innermost(cause)} Check the proxy, the address and the network."
            : $"no connection to {host}, or it broke: {Innermost(cause)} Check the address and the network.";
        return new RicloudException(isTls ? RicloudErrorKind.Tls : RicloudErrorKind.Connection, $"{request.Method} {request.Path}: {sentence}", cause)
        {
            Method = request.Method,
            Path = request.Path,
            Attempts = request.Budget.Attempts,
            NotSent = IsUnsent(content),
        };
    }

    /// <summary>
    /// Whatever changes something has a content, and its bytes are asked for when there is a connection to write them to:
    /// surer than an error's name, since a host can turn out to be unreachable after it got everything.
    /// </summary>
    private static bool IsUnsent(RequestContent? content) => content is { Started: false };

    private string ProxySentence(string proxy, int status) => status == 407
        ? $"the proxy {proxy} wants a user and a password, or other ones ({status})."
        : $"the proxy {proxy} refuses to connect to {_connection.Address.Base.Authority}, or can't ({status}).";

    /// <summary>The status with which a proxy refused a tunnel. .NET has it in a text alone where this is compiled for.</summary>
    private static int? TunnelStatus(Exception cause)
    {
        if (Causes(cause).OfType<WebException>().FirstOrDefault()?.Response is HttpWebResponse answer)
        {
            return (int)answer.StatusCode;
        }

        var found = Regex.Match(cause.Message, "proxy.*?status code '(?<status>[0-9]{3})'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return found.Success ? int.Parse(found.Groups["status"].Value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What a body says that isn't the API's.</summary>
    private string Said(Answer answer) => ExcerptOf(answer).Trim() is { Length: > 0 } excerpt ? $" It says: '{excerpt}'." : string.Empty;

    private static SocketError? SocketErrorOf(Exception failure) =>
        Causes(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            yield return inner;
        }
    }

    private static string Innermost(Exception cause)
    {
        // .NET names a proxy as it was given to it.
        var text = Regex.Replace(Causes(cause).Last().Message.Trim(), "//[^/\\s@]*@", "//***@", RegexOptions.CultureInvariant);
        return text.EndsWith(".", StringComparison.Ordinal) ? text : text + ".";
    }

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
