using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>Many creates at sixteen at once through a network that fails at random: exactly as many configs, each returned once.</summary>
public sealed class ChaosTests
{
    private const int Lanes = 16;

    /// <summary>More often than any of them happens in life; the budget and the tries are widened to match.</summary>
    private static readonly Gen<Fault> AnyFault = Gen.Frequency(
        (60, Gen.Const(Fault.None)),
        (8, Gen.Const(Fault.DropBefore)),
        (8, Gen.Const(Fault.DropAfter)),
        (6, Gen.Const(Fault.UnavailableBefore)),
        (4, Gen.Const(Fault.TruncatedAfter)),
        (4, Gen.Const(Fault.ConnectionRefused)),
        (3, Gen.Const(Fault.HtmlAfter)),
        (3, Gen.Const(Fault.ServerErrorAfter)),
        (2, Gen.Const(Fault.TimeoutAfter)),
        (2, Gen.Const(Fault.Held)));

    [Fact]
    public void Each_create_makes_one_config_and_returns_it_once()
    {
        Gen<Fault[][]> scripts = AnyFault.Array[0, 3].Array[1, 60];
        Gen.Select(scripts, Gen.Int[1, 20]).Sample(
            static run => RunAsync(run.Item1, run.Item2).GetAwaiter().GetResult(), iter: 60, threads: 1);
    }

    /// <param name="scripts">What goes wrong with each create, try by try; nothing more behind the last.</param>
    /// <param name="addresses">How many addresses there are: some creates share one.</param>
    private static async Task RunAsync(Fault[][] scripts, int addresses)
    {
        using FakeApi api = new();
        AsyncLocal<Queue<Fault>> script = new();
        api.Faults = request => request.IsCreate && script.Value!.TryDequeue(out Fault fault) ? fault : Fault.None;
        RicloudClient client = api.Client(static options => options.With(o =>
        {
            o.MaximumRetryCount = 5;
            o.RetryDeadline = TimeSpan.FromDays(1);
            o.Timeout = TimeSpan.FromSeconds(1);
        }));
        using SemaphoreSlim lanes = new(Lanes);
        WebhookConfig[] made = await Task.WhenAll(scripts.Select((faults, number) => Task.Run(async () =>
        {
            script.Value = new Queue<Fault>(faults);
            await lanes.WaitAsync();
            try
            {
                return await api.CreateAsync(client, $"https://example.com/{number % addresses}");
            }
            finally
            {
                lanes.Release();
            }
        })));

        Assert.Equal(scripts.Length, api.Store.Configs.Count);
        Assert.Equal(
            api.Store.Configs.Select(static config => $"{config.Id} {config.Url}").Order(),
            made.Select(static config => $"{config.Id} {config.Url}").Order());
        Assert.Empty(api.Observer.Notices);
    }
}
