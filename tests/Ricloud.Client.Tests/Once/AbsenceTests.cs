using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Tests.Support;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>An API that is away for a while, as in a restart, one that stays away, and one that was never there.</summary>
public sealed class AbsenceTests : IDisposable
{
    private readonly FakeApi _api = new();

    private Call Stop => _api.Call();

    private TimeSpan Elapsed => _api.Time.Waits.Aggregate(TimeSpan.Zero, static (sum, wait) => sum + wait);

    [Theory]
    [InlineData(Fault.ConnectionRefused, Fault.None, 1)]
    [InlineData(Fault.DropBefore, Fault.None, 1)]
    [InlineData(Fault.UnavailableBefore, Fault.None, 1)]
    [InlineData(Fault.ConnectionRefused, Fault.DropAfter, 1)]
    [InlineData(Fault.ConnectionRefused, Fault.DropAfter, 8)]
    [InlineData(Fault.DropBefore, Fault.DropAfter, 8)]
    [InlineData(Fault.UnavailableBefore, Fault.DropAfter, 8)]
    internal async Task An_API_that_is_away_for_ten_seconds_costs_no_item_and_no_second_create(Fault away, Fault last, int lanes)
    {
        TimeSpan end = TimeSpan.MaxValue;
        int creates = 0;
        Lock going = new();
        _api.Faults = request =>
        {
            // In one step, or the others' pauses carry the clock past any patience before its return is set.
            lock (going)
            {
                creates += request.IsCreate ? 1 : 0;
                if (request.IsCreate && creates == 5)
                {
                    // What it has under way when it goes may be done without a word.
                    end = Elapsed + TimeSpan.FromSeconds(10);
                    return last;
                }

                return creates >= 5 && Elapsed < end ? away : Fault.None;
            }
        };
        RicloudClient client = _api.Client();

        IReadOnlyList<RicloudException?> outcomes = await EachAsync(20, lanes, async item =>
        {
            WebhookConfig made = await _api.CreateAsync(client, $"https://example.com/{item}", cancellationToken: Stop.Token);
            await client.WebhookConfigs.UpdateAsync(made.Id.ToString()!, new ConfigUpdate { State = "deactivated" }, Stop);
        });

        Assert.All(outcomes, Assert.Null);
        Assert.Equal(20, _api.Urls.Distinct().Count());
        Assert.Equal(20, _api.Store.Configs.Count);
        Assert.Empty(_api.Observer.Notices);
        Assert.All(_api.Observer.Retries, static retry => Assert.True(retry.Attempt < retry.MaximumAttempts));
    }

    [Fact]
    public async Task An_API_that_stays_away_is_waited_for_once_and_not_with_each_item()
    {
        RicloudClient client = _api.Client();
        await client.Tasks.List(new TaskFilter()).NextPageAsync(Stop);
        _api.Faults = static _ => Fault.ConnectionRefused;
        List<TimeSpan> ends = [];

        IReadOnlyList<RicloudException?> outcomes = await EachAsync(60, 1, async _ =>
        {
            try
            {
                await client.Tasks.List(new TaskFilter()).NextPageAsync(Stop);
            }
            finally
            {
                ends.Add(Elapsed);
            }
        });

        Assert.All(outcomes, static failure => Assert.Equal(RicloudErrorKind.Connection, failure!.Kind));
        Assert.InRange(ends[0].TotalSeconds, 30, 36);
        Assert.All(ends.Zip(ends.Skip(1)), static pair => Assert.True(pair.Second - pair.First < TimeSpan.FromSeconds(2)));
        Assert.True(ends[59] < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_end_of_other_connections_than_those_that_are_still_answered_is_waited_out()
    {
        // A server that is shut down answers what it has under way, and takes nothing new.
        RicloudClient client = null!;
        client = _api.Client(options => options.With(o => o.Delay = async (pause, stop) =>
        {
            await _api.Time.Delay(pause, stop);
            await client.WebhookConfigs.List(new ConfigFilter()).NextPageAsync(stop);
        }));
        await client.Tasks.List(new TaskFilter()).NextPageAsync(Stop);
        TimeSpan end = Elapsed + TimeSpan.FromSeconds(10);
        _api.Faults = request => request.Path.StartsWith("/tasks", StringComparison.Ordinal) && Elapsed < end ? Fault.ConnectionRefused : Fault.None;

        await client.Tasks.List(new TaskFilter()).NextPageAsync(Stop);

        Assert.True(Elapsed >= end);
    }

    [Theory]
    [InlineData(Fault.ConnectionRefused)]
    [InlineData(Fault.DropBefore)]
    internal async Task A_wrong_address_fails_within_two_seconds(Fault fault)
    {
        _api.Faults = _ => fault;
        RicloudClient client = _api.Client(static options => options.With(static o => o.Jitter = static () => 0.999999));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        Assert.Equal((RicloudErrorKind.Connection, 4), (failure.Kind, failure.Attempts));
        Assert.True(Elapsed < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Without_retries_nobody_waits()
    {
        RicloudClient client = _api.Client(static options => options.With(static o => o.MaximumRetryCount = 0));
        await client.Tasks.List(new TaskFilter()).NextPageAsync(Stop);
        _api.Faults = static _ => Fault.ConnectionRefused;

        await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        Assert.Empty(_api.Time.Waits);
    }

    [Theory]
    [InlineData("time-out, 408, 429, 500, 502, 503, 504", Fault.ServerErrorBefore, true)]
    [InlineData("time-out, 408, 429, 500, 502, 503, 504", Fault.UnavailableBefore, false)]
    [InlineData("no connection", Fault.ConnectionRefused, false)]
    [InlineData("no connection", Fault.DropBefore, false)]
    [InlineData("away", Fault.ConnectionRefused, true)]
    [InlineData("away", Fault.UnavailableBefore, true)]
    internal async Task The_pauses_are_those_of_the_help(string row, Fault fault, bool hasAnswered)
    {
        double[] pauses = Documented(row);
        foreach ((double jitter, double share) in new[] { (0.0, 0.5), (0.999999, 1.0) })
        {
            using FakeApi api = new();
            RicloudClient client = api.Client(options => options.With(o =>
            {
                o.Jitter = () => jitter;
                o.MaximumRetryCount = pauses.Length;
            }));
            if (hasAnswered)
            {
                await client.Tasks.List(new TaskFilter()).NextPageAsync(Stop);
            }

            api.Faults = _ => fault;
            await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

            Assert.Equal(pauses.Select(pause => pause * share), api.Time.Waits.Take(pauses.Length).Select(static wait => wait.TotalSeconds));
        }
    }

    public void Dispose() => _api.Dispose();

    private static double[] Documented(string row)
    {
        string help = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "src", "Ricloud.PowerShell", "en-US", "about_Ricloud_Sessions.help.txt"));
        Match found = Regex.Match(help, $@"^ +{Regex.Escape(row)}  +(?<pauses>[0-9. ]+?)\r?$", RegexOptions.Multiline);
        return [.. found.Groups["pauses"].Value.Split(' ').Select(static text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    private static async Task<IReadOnlyList<RicloudException?>> EachAsync(int count, int lanes, Func<int, Task> work)
    {
        using SemaphoreSlim free = new(lanes);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(item => Task.Run(async () =>
        {
            await free.WaitAsync();
            try
            {
                await work(item);
                return (RicloudException?)null;
            }
            catch (RicloudException failure)
            {
                return failure;
            }
            finally
            {
                free.Release();
            }
        })));
    }
}
