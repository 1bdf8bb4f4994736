using System.Net.Http;
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
