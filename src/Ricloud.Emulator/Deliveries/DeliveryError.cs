using System.Globalization;
using System.Net.Http;
using System.Net.Sockets;

namespace Ricloud.Emulator.Deliveries;

/// <summary>The codes that say why a delivery failed; a failed test's task carries one as its <c>error</c>.</summary>
internal static class DeliveryError
{
    public const string Timeout = "timeout";
    public const string ConfigDeleted = "config-deleted";
    public const string ConfigDeactivated = "config-deactivated";

    /// <summary>The shape of a storage config isn't one that can be used.</summary>
    public const string InvalidStorage = "invalid-storage";

    public static string ForStatus(int status) => string.Create(CultureInfo.InvariantCulture, $"status-{status}");

    public static string ForFailure(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "dns",
        HttpRequestError.SecureConnectionError => "tls",
        HttpRequestError.ConnectionError => ForSocket(failure),
        HttpRequestError.ResponseEnded => "connection-closed",
        HttpRequestError.InvalidResponse => "invalid-response",
        HttpRequestError.ConfigurationLimitExceeded => "invalid-response",
        _ => ForSocket(failure),
    };

    private static string ForSocket(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.ConnectionRefused => "connection-refused",
                    SocketError.ConnectionReset or SocketError.Shutdown => "connection-reset",
                    SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AddressNotAvailable => "unreachable",
                    SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "dns",
                    SocketError.TimedOut => Timeout,
                    _ => "connection-failed",
                };
            }
        }

        return "connection-failed";
    }
}
