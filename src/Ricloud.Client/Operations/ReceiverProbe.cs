using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ricloud.Operations;

/// <summary>Looks from here at what a delivery needs before its first byte: a name, a connection, and TLS.</summary>
internal sealed class ReceiverProbe(Uri address, TimeSpan timeout)
{
    /// <summary>The name's addresses.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public async Task<IReadOnlyList<string>> ResolveAsync() =>
        [.. (await InTime(Dns.GetHostAddressesAsync(address.DnsSafeHost)).ConfigureAwait(false)).Select(found => found.ToString())];

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    /// <exception cref="TimeoutException">Nobody answers in time.</exception>
    public async Task<(TcpClient Client, TimeSpan Took)> ConnectAsync()
    {
        TcpClient client = new();
        try
        {
            var watch = Stopwatch.StartNew();
            await InTime(DoneAsync(client.ConnectAsync(address.DnsSafeHost, address.Port))).ConfigureAwait(false);
            return (client, watch.Elapsed);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Shakes hands, and tells of the certificate, be it good or not.</summary>
    /// <returns>When it ends, and what is wrong with it; <see langword="null"/> for nothing.</returns>
    /// <exception cref="AuthenticationException">There is no TLS.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="TimeoutException">It isn't done in time.</exception>
    public async Task<(DateTime? Ends, string? Problem)> SecureAsync(TcpClient client)
    {
        DateTime? ends = null;
        string? problem = null;
        using SslStream stream = new(client.GetStream(), leaveInnerStreamOpen: true, (_, certificate, chain, errors) =>
        {
            using X509Certificate2? seen = certificate is null ? null : new(certificate);
            ends = seen?.NotAfter;
            problem = errors == SslPolicyErrors.None ? null : Problem(errors, seen, chain);
            return problem is null;
        });
        try
        {
            await InTime(DoneAsync(stream.AuthenticateAsClientAsync(address.DnsSafeHost))).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (problem is not null)
        {
            // That is what there is to tell.
        }

        return (ends, problem);
    }

    private static string Problem(SslPolicyErrors errors, X509Certificate2? certificate, X509Chain? chain) => errors switch
    {
        _ when certificate?.NotAfter < DateTime.Now => $"it ended on {certificate.NotAfter:yyyy-MM-dd}",
        _ when (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 => "it is for another name",
        _ => "nobody here vouches for it" + (chain is { ChainStatus.Length: > 0 } ? $" ({chain.ChainStatus[0].Status})" : string.Empty),
    };

    private async Task<T> InTime<T>(Task<T> work)
    {
        if (await Task.WhenAny(work, Task.Delay(timeout)).ConfigureAwait(false) == work)
        {
            return await work.ConfigureAwait(false);
        }

        // Whatever becomes of it is looked at by nobody.
        _ = work.ContinueWith(static late => late.Exception, TaskScheduler.Default);
        throw new TimeoutException();
    }

    private static async Task<bool> DoneAsync(Task work)
    {
        await work.ConfigureAwait(false);
        return true;
    }
}
