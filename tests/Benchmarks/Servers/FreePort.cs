using System.Net;
using System.Net.Sockets;

namespace Ricloud.Benchmarks.Servers;

/// <summary>For servers that can't be told to take any port.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
