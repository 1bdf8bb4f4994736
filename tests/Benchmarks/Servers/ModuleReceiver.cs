using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net.Sockets;
using System.Threading.Tasks;
using Ricloud.Host;

namespace Ricloud.Benchmarks.Servers;

/// <summary>Receive-RicloudEvent in a pipeline that counts.</summary>
internal static class ModuleReceiver
{
    public static async Task<int> RunAsync(Options options)
    {
        int port = FreePort.Take();
        using TextHost host = new();
        using Runspace runspace = ModuleState.Open(Repository.ModuleManifest, host);
        using var ps = PowerShell.Create(runspace);
        ps.AddScript("param($port, $secret) $n = 0; Receive-RicloudEvent -Port $port -Secret $secret | ForEach-Object { $n++ }")
            .AddArgument(port).AddArgument(options.Text("--secret"));
        IAsyncResult running = ps.BeginInvoke();
        await ListensAsync(port, running);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await Console.In.ReadToEndAsync();
        ps.Stop();
        return 0;
    }

    private static async Task ListensAsync(int port, IAsyncResult running)
    {
        while (!running.IsCompleted)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException("The receiver ended before it listened.");
    }
}
