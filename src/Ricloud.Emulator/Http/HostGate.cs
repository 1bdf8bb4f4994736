using System.Net;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Http;

/// <summary>
/// Keeps web pages out. A page can make a browser call a loopback address by a name of the page's
/// choosing, so only names that nobody else can own are answered; and it can post to a known address,
/// but then the browser says where it comes from.
/// </summary>
internal sealed class HostGate(IReadOnlyList<string> allowedHosts)
{
    public void Check(HttpRequest request, bool isOwnRoute)
    {
        var host = request.Host.HasValue ? request.Host.Host : "";
        if (!IsLoopback(host) && !allowedHosts.Any(allowed => SameName(allowed, host)))
        {
            throw new RefusedException(
                403, ErrorCode.HostRefused,
                "The Host is neither a loopback address nor localhost. Start the emulator with --allow-host to be called by this name.");
        }

        // The emulator's own page is of the origin that it calls; nobody else can be, since the Host is nobody else's.
        if (isOwnRoute && request.Headers.Origin.Count > 0 && request.Headers.Origin != $"{request.Scheme}://{request.Host}")
        {
            throw new RefusedException(403, ErrorCode.OriginRefused, "Web pages can't use the emulator's own routes.");
        }
    }

    private static bool IsLoopback(string host)
    {
        var literal = host.Trim('[', ']');
        return SameName(host, "localhost")
            || (IPAddress.TryParse(literal, out var address)
                && IPAddress.IsLoopback(address)
                && SameName(address.ToString(), literal));
    }

    private static bool SameName(string one, string other) =>
        string.Equals(one.Trim('[', ']'), other.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}
