using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>Turns what went wrong on the way, before a whole answer was there, into the one exception.</summary>
internal sealed class NetworkFailures(RicloudConnection connection)
{
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

    /// <summary>What came instead of an answer, or of the rest of one. Ends the answer.</summary>
    public RicloudException Of(PreparedRequest request, HttpResponseMessage? response, RequestContent? content, Exception cause)
    {
        using (response)
        {
            return cause switch
            {
                BodyCutException cut => Cut(request, response, cut),
                BodyFormatException unpackable => NotUnpackable(request, response, unpackable),
                BodyTooLargeException tooLarge => TooLarge(request, response, tooLarge),
                _ => FromNetwork(request, content, cause),
            };
        }
    }

    private RicloudException Cut(PreparedRequest request, HttpResponseMessage? response, BodyCutException cause)
    {
        int? status = response is null ? null : (int)response.StatusCode;
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

    private static RicloudException TooLarge(PreparedRequest request, HttpResponseMessage? response, BodyTooLargeException cause) => new(
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

    /// <summary>A body that isn't packed as its header says.</summary>
    private static RicloudException NotUnpackable(PreparedRequest request, HttpResponseMessage? response, BodyFormatException cause)
    {
        int? status = response is null ? null : (int)response.StatusCode;
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

    private RicloudException FromNetwork(PreparedRequest request, RequestContent? content, Exception cause)
    {
        if (_connection.Proxy is { } proxy && TunnelStatus(cause) is { } refused)
        {
            return new RicloudException(RicloudErrorKind.ProxyRefused, $"{request.Method} {request.Path}: {ProxySentence(_connection, proxy, refused)}", cause)
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
    public static bool IsUnsent(RequestContent? content) => content is { Started: false };

    public static string ProxySentence(RicloudConnection connection, string proxy, int status) => status == 407
        ? $"the proxy {proxy} wants a user and a password, or other ones ({status})."
        : $"the proxy {proxy} refuses to connect to {connection.Address.Base.Authority}, or can't ({status}).";

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
}
