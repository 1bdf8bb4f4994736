using System.Net.Http;

namespace Ricloud.Http;

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
