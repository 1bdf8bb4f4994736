using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Macro;

/// <summary>
/// What the contenders took, run by run. In each run all of them have their turn, one behind the other, each time another
/// one first: what else the machine does meets them alike, and a ratio is of two times that lie side by side.
/// </summary>
internal sealed class Samples
{
    private readonly Dictionary<Contender, List<double>> _seconds = [];

    public static Task<Samples> TakeAsync(int runs, params IEnumerable<Contender?> contenders) => TakeAsync(1, runs, contenders);

    /// <param name="warmUps">How often each has its turn before it counts: for the compiler and the caches.</param>
    /// <param name="runs">How often each is measured.</param>
    /// <param name="contenders">Who takes part; those that aren't there are null.</param>
    public static async Task<Samples> TakeAsync(int warmUps, int runs, params IEnumerable<Contender?> contenders)
    {
        Contender[] present = [.. contenders.OfType<Contender>()];
        Samples samples = new();
        foreach (Contender contender in present)
        {
            samples._seconds[contender] = [];
            for (int run = 0; run < warmUps; run++)
            {
                await contender.RunAsync();
            }
        }

        for (int run = 0; run < runs; run++)
        {
            for (int turn = 0; turn < present.Length; turn++)
            {
                Contender contender = present[(run + turn) % present.Length];
                samples._seconds[contender].Add(await contender.RunAsync());
            }
        }

        foreach ((Contender contender, List<double> seconds) in samples._seconds)
        {
            Log.Write($"    {contender.Name}: {string.Join(' ', seconds.Select(static s => Log.Number(s * 1000)))} ms");
        }

        return samples;
    }

    /// <summary>How many times as long the first one took.</summary>
    public Spread Ratio(Contender over, Contender under) =>
        Spread.Of(_seconds[over].Zip(_seconds[under], static (first, second) => first / second));

    public Spread Of(Contender contender, Func<double, double> convert) => Spread.Of(_seconds[contender].Select(convert));
}
