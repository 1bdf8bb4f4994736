using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Workers;

/// <summary>Answers each line of standard input with a line of numbers, seconds first.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync(Func<string[], Task<double[]>> work)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            double[] numbers = await work(line.Split(' '));
            Console.WriteLine(string.Join(' ', numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture))));
        }

        return 0;
    }
}
