using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ricloud.Receiving;

/// <summary>Says why a receiver can't listen where it was told to.</summary>
internal static class BindFailure
{
    public static RicloudException Of(IPEndPoint endPoint, SocketException cause)
    {
        var format = cause.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                "Port {1} of {0} is in use: another receiver, perhaps one in a second window or a job, or another program "
                + "listens there. Stop it ('Get-NetTCPConnection -LocalPort {1}' on Windows, 'ss -ltnp' on Linux and "
                + "'lsof -i :{1}' on macOS name it), or choose another port; 0 takes a free one.",
            SocketError.AccessDenied =>
                "Port {1} of {0} may not be used by this account: ports below 1024 need special rights, and Windows reserves "
                + "ranges ('netsh int ipv4 show excludedportrange tcp' lists them). Choose another port; 0 takes a free one.",
            SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported =>
                "{0} is no address of this machine, so that nothing can listen there. Choose one that it has, 127.0.0.1 for "
                + "this machine alone, or 0.0.0.0 for all.",
            _ => "Nothing can listen on port {1} of {0}: {2}. Choose another port or address.",
        };
        return new RicloudException(
            RicloudErrorKind.PortUnavailable, string.Format(CultureInfo.InvariantCulture, format, endPoint.Address, endPoint.Port, cause.Message), cause);
    }
}
