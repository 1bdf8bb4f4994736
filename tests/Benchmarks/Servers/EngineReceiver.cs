using System;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Receiving;

namespace Ricloud.Benchmarks.Servers;

/// <summary>The client's receiver with a consumer that takes whatever comes.</summary>
internal static class EngineReceiver
{
    public static async Task<int> RunAsync(Options options)
    {
        using var receiver = EventReceiver.Start(new EventReceiverOptions { Secrets = [options.Text("--secret")] });
        _ = TakeAsync(receiver);
        Console.WriteLine($"http://{receiver.EndPoint}");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task TakeAsync(EventReceiver receiver)
    {
        while (await receiver.NextAsync(CancellationToken.None) is { } pending)
        {
            _ = pending.Accept();
        }
    }
}
