using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>Many single configs, by id.</summary>
internal sealed class GetGoal : Goal
{
    private const int Count = 2000;

    // The engine out of its package is compiled while it runs: that goes on for some 20,000 objects, beside everything else.
    private const int WarmUps = 12;

    public override string Name => "get";

    public override string Title => "2,000 × Get-RicloudWebhookConfig -Id, piped";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        await using ClientPeers clients = await ClientPeers.StartAsync(bench, Title);
        Contender module = clients.Module($"get {Count}");
        Contender bare = clients.Bare($"get {Count}");
        Contender waiting = clients.Bare($"get-waiting {Count}");
        Contender client = clients.Client($"get {Count}");
        Contender? vendor = clients.Vendor($"get {Count}");
        Contender? rest = clients.Rest($"get {Count}");
        Contender parallel = clients.Module($"get-parallel {Count}");
        Samples samples = await Samples.TakeAsync(WarmUps, bench.Runs, module, bare, waiting, client, vendor, rest, parallel);

        List<Finding> findings =
        [
            new("time, by the time of a bare HttpClient + Newtonsoft loop", samples.Ratio(module, bare), Finding.Times, Limit.AtMost(1.15)),
            new("time, by the time of such a loop that waits on a thread of its own", samples.Ratio(module, waiting), Finding.Times),
            new("time of the client without PowerShell, by the time of a bare loop", samples.Ratio(client, bare), Finding.Times),
        ];
        if (vendor is not null)
        {
            findings.Add(new("rate, by the vendor's Python client's", samples.Ratio(vendor, module), Finding.Times, Limit.AtLeast(2.5)));
        }

        if (rest is not null)
        {
            findings.Add(new("rate, by an Invoke-RestMethod loop's", samples.Ratio(rest, module), Finding.Times, Limit.AtLeast(1)));
        }

        if (vendor is not null)
        {
            findings.Add(new("rate with -ThrottleLimit 8, by the Python client's", samples.Ratio(vendor, parallel), Finding.Times, Limit.AtLeast(3)));
        }

        findings.Add(new("rate", samples.Of(module, static seconds => Count / seconds), "/s"));
        return findings;
    }
}
