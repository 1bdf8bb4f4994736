using System.Net.Http;
using System.Net.Http.Headers;
using System.Security;
using Ricloud.Values;

namespace Ricloud.Http;

/// <summary>What all callers of one client share: the address, the token, the connections, the budget.</summary>
internal sealed class RicloudConnection : IDisposable
{
    private static readonly List<WeakReference<RicloudConnection>> Open = [];

    private readonly HttpClient _http;

    public RicloudConnection(RicloudClientOptions options)
    {
        CheckNumbers(options);
        Options = options;
        Address = new ApiAddress(options.BaseAddress, options.AllowUnencrypted);
        Origin = new RicloudOrigin(Address.Base);
        Token = new ApiToken(options.Token);
        Retries = new RetryPolicy(options);
        Gate = new RateGate(options.Elapsed);
        var network = options.Handler ?? NetworkHandler.Create(options, Address);
        _http = new HttpClient(new AuthorizationHandler(network, Address, Token), disposeHandler: options.Handler is null)
        {
            // One try's limit covers the body too, which this one wouldn't.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        if (!_http.DefaultRequestHeaders.UserAgent.TryParseAdd(options.UserAgent))
        {
            throw new ArgumentException($"'{options.UserAgent}' can't be a User-Agent: use product/version.", nameof(options));
        }

        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        lock (Open)
        {
            _ = Open.RemoveAll(static other => !other.TryGetTarget(out _));
            Open.Add(new WeakReference<RicloudConnection>(this));
        }
    }

    public RicloudClientOptions Options { get; }

    public ApiAddress Address { get; }

    public RicloudOrigin Origin { get; }

    public ApiToken Token { get; }

    /// <summary>The proxy on the way to the API, as host and port; null when there is none.</summary>
    public string? Proxy => NetworkHandler.ProxyOnTheWay(Options, Address);

    public RetryPolicy Retries { get; }

    public RateGate Gate { get; }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Has all connections of this process that use a token at this address go on with its successor.</summary>
    public void ReplaceToken(RicloudSecret old, RicloudSecret successor)
    {
        lock (Open)
        {
            foreach (var reference in Open)
            {
                if (reference.TryGetTarget(out var other) && other.Token.Is(old) && other.Address.Base == Address.Base)
                {
                    other.Token.Use(successor);
                }
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static void CheckNumbers(RicloudClientOptions options)
    {
        if (options.Timeout <= TimeSpan.Zero && options.Timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException("The time a request may take must be more than nothing.", nameof(options));
        }

        if (options.MaximumRetryCount < 0 || options.RetryDeadline <= TimeSpan.Zero)
        {
            throw new ArgumentException("The retry count can't be negative, and the retry deadline must be more than nothing.", nameof(options));
        }
    }
}

/// <summary>Puts the token on each request, and on none that goes to another origin.</summary>
internal sealed class AuthorizationHandler(HttpMessageHandler inner, ApiAddress address, ApiToken token) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } target && address.IsSameOrigin(target))
        {
            request.Headers.Authorization = token.Header;
        }

        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>The token, kept where no property shows it, and masked wherever it might come up. It may be replaced by its successor.</summary>
internal sealed class ApiToken
{
    private volatile RicloudSecret? _secret;
    private volatile RicloudSecret? _predecessor;
    private AuthenticationHeaderValue? _header;

    public ApiToken(SecureString? token)
    {
        if (token is not null)
        {
            Use(new RicloudSecret(token));
        }
    }

    public AuthenticationHeaderValue? Header => Volatile.Read(ref _header);

    /// <summary>Whether it is this one now.</summary>
    public bool Is(RicloudSecret? token) => token is not null && token.Equals(_secret);

    /// <summary>Has every later request carry another token.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Use(RicloudSecret token)
    {
        var text = token.Reveal();
        foreach (var character in text)
        {
            if (character is < '!' or > '~')
            {
                throw new ArgumentException(
                    "The token holds a space, a line break, a control character or a character beyond ASCII, which no token has. Was it copied with something around it?");
            }
        }

        if (text.Length == 0)
        {
            throw new ArgumentException("The token is empty.");
        }

        _predecessor = _secret;
        _secret = token;
        Volatile.Write(ref _header, new AuthenticationHeaderValue("Token", text));
    }

    /// <summary>Masks the token, and the one that it has replaced, in a text that came from outside.</summary>
    public string Redact(string text) => _predecessor?.MaskIn(_secret?.MaskIn(text) ?? text) ?? _secret?.MaskIn(text) ?? text;
}
