using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Http;

/// <summary>Puts the token on each request, and on none that goes to another origin.</summary>
internal sealed class AuthorizationHandler : DelegatingHandler
{
    private readonly ApiAddress _address;
    private readonly ApiToken _token;

    internal AuthorizationHandler(HttpMessageHandler inner, ApiAddress address, ApiToken token)
        : base(inner)
    {
        _address = address;
        _token = token;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } target && _address.IsSameOrigin(target))
        {
            request.Headers.Authorization = _token.Header;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
