using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Macro.Goals;
using Ricloud.Benchmarks.Processes;

namespace Ricloud.Benchmarks.Macro;

/// <summary>Measures all goals, or some, beside whoever is on this machine to be compared with.</summary>
internal static class MacroCommand
{
    private static readonly Goal[] Goals =
        [new GetGoal(), new ListGoal(), new BulkGoal(), new ImportGoal(), new VerifyGoal(), new EmulatorGoal(), new ReceiveGoal(), new GrowthGoal()];

    public static async Task<int> RunAsync(Options options)
    {
        options.Only("--only", "--runs", "--write-docs");
        Bench bench = new(Math.Max(1, options.Number("--runs", 7)), new Peers());
        List<string> missed = [];
        foreach (Goal goal in Chosen(options))
        {
            Log.Write($"{goal.Name}: {goal.Title}");
            IReadOnlyList<Finding> findings = await goal.MeasureAsync(bench);
            if (findings.Count == 0)
            {
                continue;
            }

            string table = ReportTable.Markdown(findings);
            Console.WriteLine($"\n{goal.Title}\n\n{table}");
            missed.AddRange(findings.Where(static finding => finding.IsMissed).Select(finding => $"{goal.Name}: {finding.What}"));
            if (options.Has("--write-docs"))
            {
                ReportTable.WriteInto(Repository.PerformancePage, goal.Name, table);
            }
        }

        foreach (string what in bench.LeftOut)
        {
            Console.WriteLine("Left out: " + what + ".");
        }

        Console.WriteLine(missed.Count == 0 ? "Every goal was met." : "Missed: " + string.Join("; ", missed) + ".");
        return missed.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<Goal> Chosen(Options options)
    {
        if (!options.Has("--only"))
        {
            return Goals;
        }

        string[] names = options.Text("--only").Split(',');
        string? unknown = names.FirstOrDefault(name => !Goals.Any(goal => goal.Name == name));
        return unknown is null
            ? Goals.Where(goal => names.Contains(goal.Name))
            : throw new UsageException($"'{unknown}' is none of the goals {string.Join(", ", Goals.Select(static goal => goal.Name))}.");
    }
}
