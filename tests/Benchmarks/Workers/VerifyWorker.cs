using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Workers;

/// <summary>Verifies one body many times over.</summary>
internal static class VerifyWorker
{
    private const int Count = 20;

    public static async Task<int> RunAsync(Options options)
    {
        options.Only();
        using WebhookVerifier verifier = new(["benchmark"]);
        return await Worker.RunAsync(words => Task.FromResult(Verify(verifier, int.Parse(words[1], CultureInfo.InvariantCulture))));
    }

    private static double[] Verify(WebhookVerifier verifier, int kibibytes)
    {
        byte[] body = new byte[kibibytes * 1024];
        string header = verifier.Sign(body, DateTimeOffset.UnixEpoch);
        using MemoryPeak memory = new();
        var clock = Stopwatch.StartNew();
        for (int done = 0; done < Count; done++)
        {
            if (!verifier.Verify(header, body, DateTimeOffset.UnixEpoch).IsValid)
            {
                throw new InvalidOperationException("What was just signed isn't valid.");
            }
        }

        return [clock.Elapsed.TotalSeconds, memory.GrowthInMiB];
    }
}
