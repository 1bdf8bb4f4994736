using System;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Processes;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>The module and those it is compared with, each in a process of its own, at one stub of the API.</summary>
internal sealed class ClientPeers : IAsyncDisposable
{
    private readonly Bench _bench;
    private readonly string _comparison;
    private readonly Child _stub;
    private readonly Child _module;
    private readonly Child _bare;
    private readonly Child _client;
    private readonly Child? _vendor;
    private readonly Child? _rest;

    private ClientPeers(Bench bench, string comparison, Child stub, string url)
    {
        _bench = bench;
        _comparison = comparison;
        _stub = stub;
        _module = Child.StartSelf("module-worker", "--url", url);
        _bare = Child.StartSelf("bare-worker", "--url", url);
        _client = Child.StartSelf("client-worker", "--url", url);
        _vendor = bench.Peers.VendorClient is null ? null : bench.Peers.StartScript("vendor.py", url);
        _rest = bench.Peers.Pwsh is null ? null : bench.Peers.StartScript("rest.ps1", url);
    }

    public static async Task<ClientPeers> StartAsync(Bench bench, string comparison, int latency = 0)
    {
        var stub = Child.StartSelf("stub", "--latency", latency.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new ClientPeers(bench, comparison, stub, await stub.ReadAsync());
    }

    public Contender Module(string work) => new("module, " + work, () => _module.TimeAsync(work));

    public Contender Bare(string work) => new("bare HttpClient, " + work, () => _bare.TimeAsync(work));

    public Contender Client(string work) => new("client without PowerShell, " + work, () => _client.TimeAsync(work));

    public Contender? Vendor(string work) => Present(_vendor, "the Python client", $"{Peers.VendorVariable} isn't set, or the client, requests or flask don't load", work);

    public Contender? Rest(string work) => Present(_rest, "Invoke-RestMethod", "pwsh is not on the path", work);

    /// <summary>What the module answers beside the time.</summary>
    public Task<double[]> AskModuleAsync(string work) => _module.AskAsync(work);

    public async ValueTask DisposeAsync()
    {
        foreach (Child? child in new[] { _module, _bare, _client, _vendor, _rest, _stub })
        {
            if (child is not null)
            {
                await child.DisposeAsync();
            }
        }
    }

    private Contender? Present(Child? child, string name, string reason, string work)
    {
        if (child is null)
        {
            _bench.LeaveOut($"{_comparison} beside {name}: {reason}");
            return null;
        }

        return new(name, () => child.TimeAsync(work));
    }
}
