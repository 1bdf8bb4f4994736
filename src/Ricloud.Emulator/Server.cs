using System.IO;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ricloud.Emulator.CommandLine;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

/// <summary>The bare web server: one handler, no configuration from the outside, HTTP/1.1.</summary>
internal static class Server
{
    private const int LongestHead = 256 * 1024;
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(3);

    public static WebApplication Build(EmulatorOptions options, Pipeline pipeline)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;

            // What is refused here has no error body, so the larger part of what is too long is left to the routes.
            kestrel.Limits.MaxRequestLineSize = LongestHead;
            kestrel.Limits.MaxRequestHeadersTotalSize = LongestHead;
            kestrel.Listen(options.Listen, options.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        var server = builder.Build();
        server.Run(pipeline.HandleAsync);
        return server;
    }

    /// <returns>The URL to reach it by from this machine.</returns>
    public static async Task<string> StartAsync(WebApplication server, EmulatorOptions options)
    {
        try
        {
            await server.StartAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new StartException(
                $"Can't listen on {new IPEndPoint(options.Listen, options.Port)}: {e.Message} Give another --port, or none for a free one.", e);
        }

        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var port = new Uri(address).Port;
        var reachable =
            options.Listen.Equals(IPAddress.Any) ? IPAddress.Loopback
            : options.Listen.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : options.Listen;
        return $"http://{new IPEndPoint(reachable, port)}";
    }

    public static void Warn(EmulatorOptions options, Action<string> log)
    {
        if (IPAddress.IsLoopback(options.Listen))
        {
            return;
        }

        log($"WARNING: others can reach {options.Listen}, and their tokens and secrets travel unencrypted.");
        if (options.AllowedHosts.Count == 0)
        {
            log("WARNING: without --allow-host NAME only requests that call it by a loopback address or localhost are answered.");
        }
    }
}
