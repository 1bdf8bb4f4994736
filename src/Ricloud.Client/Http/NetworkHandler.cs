using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace Ricloud.Http;

/// <summary>Makes the handler that talks to the network: no redirects, no cookies, TLS 1.2 or later, connections without a needless limit.</summary>
internal static class NetworkHandler
{
    private const int ConnectionLimit = 256;

    /// <summary>netstandard2.0 has no name for it.</summary>
    private const SslProtocols Tls13 = (SslProtocols)12288;

    /// <summary>netstandard2.0 has no name for it either.</summary>
    private const SecurityProtocolType SystemDefault = 0;

    private static readonly bool IsNetFramework =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    public static HttpMessageHandler Create(RicloudClientOptions options, ApiAddress address)
    {
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            SslProtocols = OfferedProtocols(),
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = options.Proxy;
        }
        else if (address.IsLoopback)
        {
            // What is allowed to be readable because it stays on this machine must stay there.
            handler.UseProxy = false;
        }
        else
        {
            handler.DefaultProxyCredentials = options.ProxyCredentials;
        }

        if (IsNetFramework)
        {
            OpenUpNetFramework(options, address);
        }

        return handler;
    }

    /// <summary>The proxy on the way to the API, as host and port; null when there is none.</summary>
    public static string? ProxyOnTheWay(RicloudClientOptions options, ApiAddress address)
    {
        var proxy = options.Proxy ?? (address.IsLoopback || options.Handler is not null ? null : WebRequest.DefaultWebProxy);
        var uri = proxy is null || proxy.IsBypassed(address.Base) ? null : proxy.GetProxy(address.Base);
        return uri is null || uri == address.Base ? null : $"{uri.Host}:{uri.Port}";
    }

    /// <summary>macOS and .NET Framework refuse to be asked for a TLS 1.3 they may not have.</summary>
    private static SslProtocols OfferedProtocols() =>
        IsNetFramework || RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? SslProtocols.Tls12 : SslProtocols.Tls12 | Tls13;

    /// <summary>
    /// Two connections a host and a delay before each body are .NET Framework's habits. Only this address's own settings
    /// change, and TLS 1.2 is added for the process where it was left out; nothing is taken away.
    /// </summary>
    private static void OpenUpNetFramework(RicloudClientOptions options, ApiAddress address)
    {
        var point = options.Proxy is null
            ? ServicePointManager.FindServicePoint(address.Base)
            : ServicePointManager.FindServicePoint(address.Base, options.Proxy);
        point.ConnectionLimit = Math.Max(point.ConnectionLimit, ConnectionLimit);
        point.Expect100Continue = false;
        point.UseNagleAlgorithm = false;
        if (ServicePointManager.SecurityProtocol != SystemDefault)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }
    }
}
