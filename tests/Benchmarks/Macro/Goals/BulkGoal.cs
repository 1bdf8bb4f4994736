using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>Many creates at once, at a server that takes its time.</summary>
internal sealed class BulkGoal : Goal
{
    private const int Count = 1000;
    private const int VendorCount = 50;
    private const int AtOnce = 16;
    private const int Latency = 50;
    private const double Ideal = Count / (double)AtOnce * Latency / 1000;

    public override string Name => "bulk";

    public override string Title => "1,000 creates at 50 ms each, -ThrottleLimit 16";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        await using ClientPeers clients = await ClientPeers.StartAsync(bench, Title, latency: Latency);
        Contender module = clients.Module($"create-parallel {Count}");
        Contender? some = clients.Vendor($"create {VendorCount}");
        Contender? vendor = some is null ? null : some with { RunAsync = async () => await some.RunAsync() * Count / VendorCount };
        Samples samples = await Samples.TakeAsync(bench.Runs, module, vendor);
        List<Finding> findings = [new($"time, by that of {Count} / {AtOnce} × {Latency} ms", samples.Of(module, static seconds => seconds / Ideal), Finding.Times, Limit.AtMost(1.15))];
        if (vendor is not null)
        {
            findings.Add(new("rate, by the vendor's Python client's", samples.Ratio(vendor, module), Finding.Times, Limit.AtLeast(12)));
        }

        return findings;
    }
}
