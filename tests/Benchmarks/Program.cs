using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Fuzz;

namespace Ricloud.Benchmarks;

internal static class Program
{
    private const string Usage = """
        fuzz-signatures [--count 1000000] [--seed N] [--start 0]
            Verifies mutated deliveries and compares each verdict with an independent one. Ends with 1 at a difference.
        """;

    private static readonly Dictionary<string, Func<Options, Task<int>>> Commands = new(StringComparer.Ordinal)
    {
        ["fuzz-signatures"] = static options => Task.FromResult(SignatureFuzz.Run(options)),
    };

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length == 0 || !Commands.TryGetValue(arguments[0], out var command))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            var options = new Options(arguments[1..]);
            return await command(options);
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message + Environment.NewLine + Usage);
            return 2;
        }
    }
}
