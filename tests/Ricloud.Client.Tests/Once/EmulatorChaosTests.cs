using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Tests.Support;
using Ricloud.Tests.Wire;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>The same over real connections, with an emulator that fails on demand.</summary>
public sealed class EmulatorChaosTests : IAsyncLifetime
{
    private const int Lanes = 16;

    /// <summary>RICLOUD_CHAOS_COUNT asks for more of them.</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_CHAOS_COUNT"), out int count) ? count : 400;

    private readonly EmulatorProcess _emulator = new();
    private readonly RecordingObserver _observer = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _emulator.InitializeAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Creates_through_a_bad_network_make_as_many_configs_each_returned_once()
    {
        await FailAsync("""[{"kind":"drop","when":"after","probability":0.05,"seed":11},{"kind":"drop","when":"before","probability":0.05,"seed":12},{"kind":"status","status":503,"probability":0.05,"seed":13},{"kind":"truncate","probability":0.02,"seed":14}]""");
        using RicloudClient client = Client(static options => options.With(o => o.Delay = static (_, token) => Task.Delay(20, token)));
        await CreateAsync(client, Count);
    }

    [Fact]
    public async Task Creates_that_are_held_beyond_the_time_out_are_found()
    {
        await FailAsync("""[{"kind":"delay","ms":900,"probability":0.05,"seed":21}]""");
        using RicloudClient client = Client(static options => options.With(o => o.Timeout = TimeSpan.FromSeconds(0.4)));
        await CreateAsync(client, 100);
    }

    [Fact]
    public async Task Tests_whose_answers_are_lost_are_started_once()
    {
        using RicloudClient client = Client();
        WebhookConfig config = await client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = "http://127.0.0.1:9/" }, Stop);
        await client.WebhookConfigs.WaitAsync(config.Id, TimeSpan.FromSeconds(20), null, Stop);
        await FailAsync("""[{"kind":"drop","when":"after","nth":[1,3]}]""", "/configs/webhook/*/test");

        List<string> ids = [];
        for (int count = 0; count < 4; count++)
        {
            ids.Add(ApiId.Text((await client.WebhookConfigs.TestAsync(config.Id, 5, Stop)).Id)!);
        }

        RicloudList<RicloudTask>? tasks = await client.Tasks.List(new TaskFilter { Type = RicloudTaskType.WebhookConfigTest }).NextPageAsync(Stop);
        Assert.Equal(tasks!.Data.Take(4).Select(static task => ApiId.Text(task.Id)!).Reverse(), ids);
        Assert.Equal(5, tasks.Data.Count);
    }

    private async Task CreateAsync(RicloudClient client, int count)
    {
        ConcurrentBag<WebhookConfig> made = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = Stop },
            async (number, token) => made.Add(await client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = $"http://127.0.0.1:9/{number / 2}" }, new Call(_observer, null, token))));

        using RicloudClient unharmed = _emulator.Client();
        await unharmed.SendAsync(new RicloudRequest { Method = "DELETE", Path = "/_emulator/faults" }, Stop);
        List<WebhookConfig> all = await ListAsync(unharmed);
        Assert.Equal(all.Select(static config => $"{config.Id} {config.Url}").Order(), made.Select(static config => $"{config.Id} {config.Url}").Order());
        Assert.Equal(count, made.Count);
        Assert.Empty(_observer.Notices);
    }

    private static async Task<List<WebhookConfig>> ListAsync(RicloudClient client)
    {
        List<WebhookConfig> all = [];
        RicloudPager<WebhookConfig> pager = client.WebhookConfigs.List(new ConfigFilter());
        while (await pager.NextPageAsync(Stop) is { } page)
        {
            all.AddRange(page.Data);
        }

        return all;
    }

    private RicloudClient Client(Func<RicloudClientOptions, RicloudClientOptions>? change = null)
    {
        RicloudClientOptions options = new() { BaseAddress = _emulator.Address, Token = Secrets.Secure(EmulatorProcess.Token), MaximumRetryCount = 6 };
        return new RicloudClient(change?.Invoke(options) ?? options);
    }

    private async Task FailAsync(string rules, string path = "/configs/webhook")
    {
        using RicloudClient client = _emulator.Client();
        string matched = rules.Replace("\"kind\"", $"\"method\":\"POST\",\"path\":\"{path}\",\"kind\"", StringComparison.Ordinal);
        await client.SendAsync(new RicloudRequest { Method = "POST", Path = "/_emulator/faults", JsonBody = matched }, Stop);
    }
}
