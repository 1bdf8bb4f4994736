using System.Globalization;
using System.Net.Http;
using System.Text;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Http;

/// <summary>One request to the API, by its path below the base address.</summary>
internal sealed class RicloudRequest
{
    /// <summary>The HTTP method, e.g. <c>GET</c>. Written in capitals whatever is given.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>
    /// The path below the base address, e.g. <c>/configs/webhook/3</c>, percent-encoded, with or without its first slash,
    /// and with or without a query. A whole address is taken when it lies below the base address. Anything that would leave
    /// it (another origin, <c>..</c>, a backslash, a control character) is refused before it is sent.
    /// </summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Names and values for the query, not yet encoded; they follow what <see cref="Path"/> already has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Query { get; init; }

    /// <summary>
    /// The body as plain values: string, bool, any number, <see langword="null"/> inside, dictionaries with string keys, sequences.
    /// <see langword="null"/> here sends no body.
    /// </summary>
    public object? Body { get; init; }

    /// <summary>The body as JSON text, sent as it is. Excludes <see cref="Body"/>.</summary>
    public string? JsonBody { get; init; }

    /// <summary>
    /// Asks the server to hold the answer until the task is done (<c>Ricloud-Await</c>): 1 to 10 seconds
    /// (API contract: documented), or <see langword="null"/> to ask for nothing.
    /// </summary>
    public int? AwaitSeconds { get; init; }

    /// <summary>
    /// Whether sending it twice does no more than sending it once, so that it may be repeated after any failure.
    /// <see langword="null"/> decides by the method: GET, HEAD, PUT and DELETE are, others aren't.
    /// </summary>
    public bool? Idempotent { get; init; }

    /// <summary>Shows method and path; never the body.</summary>
    /// <returns>Method and path.</returns>
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A request of one call that has been checked and can be sent any number of times.</summary>
internal sealed class PreparedRequest
{
    private static readonly HttpMethod Patch = new("PATCH");
    private static readonly byte[] Empty = [];

    private readonly HttpMethod _method;
    private readonly byte[]? _body;
    private readonly string? _await;

    public PreparedRequest(RicloudRequest request, ApiAddress address, ApiToken token, Call call, CallBudget budget)
    {
        Call = call;
        Budget = budget;
        _method = MethodOf(request.Method);
        Address = address.Resolve(WithQuery(request));
        Path = token.Redact(address.Relative(Address));
        _body = BodyOf(request) ?? (IsRead ? null : Empty);
        _await = AwaitOf(request.AwaitSeconds);
        Idempotent = request.Idempotent ?? (IsRead || _method == HttpMethod.Put || _method == HttpMethod.Delete);
    }

    public Call Call { get; }

    public CallBudget Budget { get; }

    public Uri Address { get; }

    public string Method => _method.Method;

    public string Path { get; }

    public bool Idempotent { get; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead => _method == HttpMethod.Get || _method == HttpMethod.Head;

    public HttpRequestMessage Message(out RequestContent? content)
    {
        HttpRequestMessage message = new(_method, Address);
        content = _body is null ? null : new RequestContent(_body, Call.Change);
        message.Content = content;
        if (_await is not null)
        {
            message.Headers.TryAddWithoutValidation("Ricloud-Await", _await);
        }

        return message;
    }

    private static HttpMethod MethodOf(string method) => method?.ToUpperInvariant() switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "DELETE" => HttpMethod.Delete,
        "PUT" => HttpMethod.Put,
        "PATCH" => Patch,
        "HEAD" => HttpMethod.Head,
        _ => throw new ArgumentException($"The method '{method}' can't be sent: use GET, POST, PUT, PATCH, DELETE or HEAD.", nameof(method)),
    };

    private static string WithQuery(RicloudRequest request)
    {
        if (request.Query is not { Count: > 0 } query)
        {
            return request.Path;
        }

        StringBuilder path = new(request.Path);
        var separator = request.Path.IndexOf('?') < 0 ? '?' : '&';
        foreach (var pair in query)
        {
            path.Append(separator).Append(RicloudPath.Encode(pair.Key)).Append('=').Append(RicloudPath.Encode(pair.Value));
            separator = '&';
        }

        return path.ToString();
    }

    private byte[]? BodyOf(RicloudRequest request)
    {
        if (request.Body is null && request.JsonBody is null)
        {
            return null;
        }

        if (request.Body is not null && request.JsonBody is not null)
        {
            throw new ArgumentException("Give the body as values or as JSON text, not both.", nameof(request));
        }

        if (IsRead)
        {
            throw new ArgumentException($"A {_method.Method} request has no body.", nameof(request));
        }

        try
        {
            return RequestContent.Encode(request.JsonBody ?? JsonText.Write(request.Body));
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("The body has a text with half a surrogate pair, which isn't Unicode and can't be sent.", nameof(request), exception);
        }
    }

    /// <summary>API contract: documented, ten seconds at most.</summary>
    private static string? AwaitOf(int? seconds) => seconds switch
    {
        null => null,
        >= 1 and <= 10 => seconds.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "The server can be asked to hold its answer for 1 to 10 seconds."),
    };
}
