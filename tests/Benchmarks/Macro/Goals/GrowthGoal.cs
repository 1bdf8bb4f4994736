using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Processes;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>Whether ten and a hundred times as much takes ten and a hundred times as long, and no more memory.</summary>
internal sealed class GrowthGoal : Goal
{
    private static readonly Limit InLine = Limit.AtMost(1.25);
    private static readonly Limit Flat = Limit.AtMost(40);

    public override string Name => "growth";

    public override string Title => "once, ten times and a hundred times as much";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench) =>
        [.. await MeasureListsAsync(bench), .. await MeasureCreatesAsync(bench), .. await MeasureBodiesAsync(bench)];

    private static async Task<IReadOnlyList<Finding>> MeasureListsAsync(Bench bench)
    {
        int[] sizes = [1_000, 10_000, 100_000];
        List<Child> children = [];
        try
        {
            List<Func<int, Task<double[]>>> lists = [];
            foreach (int size in sizes)
            {
                children.Add(Child.StartSelf("stub", "--configs", size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                children.Add(Child.StartSelf("module-worker", "--url", await children[^1].ReadAsync()));
                Child module = children[^1];
                lists.Add(count => module.AskAsync($"list {count}"));
            }

            return await MeasureAsync("listing", "configs", sizes, size => lists[Array.IndexOf(sizes, size)](size), bench.Runs);
        }
        finally
        {
            foreach (Child child in children)
            {
                await child.DisposeAsync();
            }
        }
    }

    private static async Task<IReadOnlyList<Finding>> MeasureCreatesAsync(Bench bench)
    {
        await using Emulator emulator = await Emulator.StartAsync();
        await using var module = Child.StartSelf("module-worker", "--url", emulator.Url.OriginalString);
        return await MeasureAsync("creating", "configs, one behind the other", [50, 500, 5_000], size => module.AskAsync($"create {size}"), Math.Min(bench.Runs, 3));
    }

    private static async Task<IReadOnlyList<Finding>> MeasureBodiesAsync(Bench bench)
    {
        await using var worker = Child.StartSelf("verify-worker");
        return await MeasureAsync("verifying a body of", "KiB", [10, 100, 1_000], size => worker.AskAsync($"verify {size}"), bench.Runs);
    }

    /// <param name="verb">What is done.</param>
    /// <param name="noun">With what.</param>
    /// <param name="sizes">Once, ten times and a hundred times as many.</param>
    /// <param name="work">Does it; gives the seconds, and by how many MiB memory grew.</param>
    /// <param name="runs">How often.</param>
    private static async Task<IReadOnlyList<Finding>> MeasureAsync(string verb, string noun, int[] sizes, Func<int, Task<double[]>> work, int runs)
    {
        Dictionary<int, List<double>> growth = [];
        List<Contender> contenders = [];
        foreach (int size in sizes)
        {
            growth[size] = [];
            contenders.Add(new($"{verb} {size:#,0} {noun}", async () =>
            {
                double[] answer = await work(size);
                growth[size].Add(answer[1]);
                return answer[0] / size;
            }));
        }

        Samples samples = await Samples.TakeAsync(2, runs, contenders);
        List<Finding> findings = [];
        for (int index = 1; index < sizes.Length; index++)
        {
            string what = $"{contenders[index].Name}: time of each, by that of each of {sizes[0]:#,0}";
            findings.Add(new(what, samples.Ratio(contenders[index], contenders[0]), Finding.Times, InLine));
        }

        findings.Add(new($"{contenders[^1].Name}: growth of memory at its peak", Spread.Of(growth[sizes[^1]]), "MiB", Flat));
        return findings;
    }
}
