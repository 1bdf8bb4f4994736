using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Load;
using Ricloud.Benchmarks.Processes;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>The emulator: reading, writing durably, and starting.</summary>
internal sealed class EmulatorGoal : Goal
{
    private const int Gets = 20_000;
    private const int Creates = 8_000;
    private const int Connections = 32;
    private const int Stored = 1_000_000;
    private const int Pages = 500;

    public override string Name => "emulator";

    public override string Title => "the emulator, with a data file";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ricloud-benchmark-");
        try
        {
            string data = Path.Combine(folder.FullName, "emulator.db");
            return [.. await MeasureGetsAsync(bench, data), .. await MeasureCreatesAsync(bench, data), .. await MeasurePagesAsync(bench, Path.Combine(folder.FullName, "million.db")), .. await MeasureStartAsync(bench)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Finding>> MeasureGetsAsync(Bench bench, string data)
    {
        await using Emulator emulator = await Emulator.StartAsync("--data", data);
        await using var bare = Child.StartSelf("bare-server");
        Uri bareUrl = new(await bare.ReadAsync());
        _ = await HttpLoad.RunAsync(emulator.Url, [Create()], 1, 201);
        byte[][] gets = [.. Enumerable.Repeat(HttpLoad.Request("GET", "/configs/webhook/1"), Gets)];
        Contender ours = new("emulator, GET by id", () => HttpLoad.RunAsync(emulator.Url, gets, Connections, 200));
        Contender kestrel = new("bare Kestrel minimal API", () => HttpLoad.RunAsync(bareUrl, gets, Connections, 200));
        Samples samples = await Samples.TakeAsync(bench.Runs, ours, kestrel);
        return
        [
            new("rate of GET by id, by a bare Kestrel minimal API's", samples.Ratio(kestrel, ours), Finding.Times, Limit.AtLeast(0.6)),
            new("rate of GET by id", samples.Of(ours, static seconds => Gets / seconds), "/s"),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> MeasureCreatesAsync(Bench bench, string data)
    {
        Emulator emulator = await Emulator.StartAsync("--data", data);
        byte[][] creates = [.. Enumerable.Repeat(Create(), Creates)];
        Contender create = new("emulator, durable creates", () => HttpLoad.RunAsync(emulator.Url, creates, Connections, 201));
        Samples samples = await Samples.TakeAsync(bench.Runs, create);

        // The last one was answered a moment ago: all of them must be there after the process was killed.
        await emulator.KillAsync();
        await emulator.DisposeAsync();
        await using Emulator again = await Emulator.StartAsync("--data", data);
        int last = 1 + ((1 + bench.Runs) * Creates);
        _ = await HttpLoad.RunAsync(again.Url, [.. Enumerable.Range(1, last).Select(static id => HttpLoad.Request("GET", $"/configs/webhook/{id}"))], Connections, 200);
        return [new($"rate of durable creates over {Connections} connections; all were there after a kill", samples.Of(create, static seconds => Creates / seconds), "/s", Limit.AtLeast(2000))];
    }

    private static async Task<IReadOnlyList<Finding>> MeasurePagesAsync(Bench bench, string data)
    {
        // The first start makes the file.
        await (await Emulator.StartAsync("--data", data)).DisposeAsync();
        EmulatorFill.AddConfigs(data, Stored);
        await using Emulator emulator = await Emulator.StartAsync("--data", data);
        Contender first = Page("the first page of a million", "/configs/webhook?limit=100");
        Contender last = Page("the last page of a million", "/configs/webhook?limit=100&after_id=101");
        Samples samples = await Samples.TakeAsync(bench.Runs, first, last);
        return [new($"processor time of the last page of {Stored:#,0}, by that of the first", samples.Ratio(last, first), Finding.Times, Limit.AtMost(1.2))];

        Contender Page(string name, string target) => new(name, async () =>
        {
            TimeSpan before = emulator.ProcessorTime;
            _ = await HttpLoad.RunAsync(emulator.Url, [.. Enumerable.Repeat(HttpLoad.Request("GET", target), Pages)], 1, 200);
            return (emulator.ProcessorTime - before).TotalSeconds;
        });
    }

    private static async Task<IReadOnlyList<Finding>> MeasureStartAsync(Bench bench)
    {
        Contender ours = new("emulator, ready", static async () =>
        {
            var clock = Stopwatch.StartNew();
            await using Emulator emulator = await Emulator.StartAsync();
            return clock.Elapsed.TotalSeconds;
        });
        Contender empty = new("empty ASP.NET Core app, ready", static async () =>
        {
            var clock = Stopwatch.StartNew();
            await using var bare = Child.StartSelf("bare-server");
            _ = await bare.ReadAsync();
            return clock.Elapsed.TotalSeconds;
        });
        Samples samples = await Samples.TakeAsync(bench.Runs, ours, empty);
        return [new("time until it is ready, by that of an empty ASP.NET Core app", samples.Ratio(ours, empty), Finding.Times, Limit.AtMost(1.6))];
    }

    /// <summary>Nobody listens at that port, so that the test's delivery is tried and fails.</summary>
    private static byte[] Create() => HttpLoad.Request("POST", "/configs/webhook", "{\"url\":\"http://127.0.0.1:9/hooks\"}");
}
