using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>A long list, read to its end and counted.</summary>
internal sealed class ListGoal : Goal
{
    private const int Count = 100_000;

    public override string Name => "list";

    public override string Title => "listing 100,000 configs and counting them";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        await using ClientPeers clients = await ClientPeers.StartAsync(bench, Title);
        List<double> growth = [];
        Contender module = new("module", async () =>
        {
            double[] answer = await clients.AskModuleAsync($"list {Count}");
            growth.Add(answer[1]);
            return answer[0];
        });
        Contender bare = clients.Bare($"list {Count}");
        Contender? vendor = clients.Vendor($"list {Count}");
        Contender? rest = clients.Rest($"list {Count}");
        Contender first = clients.Module("first 5");
        Samples samples = await Samples.TakeAsync(bench.Runs, module, bare, vendor, rest, first);

        List<Finding> findings = [];
        if (vendor is not null)
        {
            findings.Add(new("time, by the time of the Python client's own paging", samples.Ratio(module, vendor), Finding.Times, Limit.AtMost(1)));
        }

        findings.Add(new("time, by the time of bare HttpClient + Newtonsoft", samples.Ratio(module, bare), Finding.Times));
        if (rest is not null)
        {
            findings.Add(new("rate, by an Invoke-RestMethod loop's", samples.Ratio(rest, module), Finding.Times));
        }

        findings.Add(new("memory's growth at its peak, first time included", Spread.Of(growth), "MiB", Limit.AtMost(40)));
        findings.Add(new("time", samples.Of(module, static seconds => seconds * 1000), "ms"));
        findings.Add(new("time of -First 5", samples.Of(first, static seconds => seconds * 1000), "ms"));
        return findings;
    }
}
