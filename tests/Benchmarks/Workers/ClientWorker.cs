using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;

namespace Ricloud.Benchmarks.Workers;

/// <summary>What the cmdlets are built on, without PowerShell around it.</summary>
internal static class ClientWorker
{
    public static async Task<int> RunAsync(Options options)
    {
        using RicloudClient client = new(new RicloudClientOptions { BaseAddress = new Uri(options.Text("--url")) });
        return await Worker.RunAsync(words => GetAsync(client, int.Parse(words[1], CultureInfo.InvariantCulture)));
    }

    private static async Task<double[]> GetAsync(RicloudClient client, int count)
    {
        var clock = Stopwatch.StartNew();
        for (int id = 1; id <= count; id++)
        {
            _ = await client.WebhookConfigs.GetAsync(id.ToString(CultureInfo.InvariantCulture));
        }

        return [clock.Elapsed.TotalSeconds];
    }
}
