using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Fuzz;
using Ricloud.Benchmarks.Macro;
using Ricloud.Benchmarks.Servers;
using Ricloud.Benchmarks.Workers;

namespace Ricloud.Benchmarks;

internal static class Program
{
    private const string Usage = """
        fuzz-signatures [--count 1000000] [--seed N] [--start 0]
            Verifies mutated deliveries and compares each verdict with an independent one. Ends with 1 at a difference.

        soak [--rounds 100]
            Fills a small disk, refuses, makes room and goes on, that often, for the receiver's file and for the emulator's
            data file; kills the emulator that often. Needs the right to mount. Ends with 1 when anything is lost.

        macro [--only goal,goal] [--runs 7] [--write-docs]
            Measures each goal of docs/performance.md beside its peers, in turns, and prints the ratios. Ends with 1 when a
            goal is missed. --write-docs puts the tables into the page. Peers that aren't there are left out and named;
            RICLOUD_PYTHON_CLIENT names the folder of the vendor's Python client.
        """;

    private static readonly Dictionary<string, Func<Options, Task<int>>> Commands = new(StringComparer.Ordinal)
    {
        ["fuzz-signatures"] = static options => Task.FromResult(SignatureFuzz.Run(options)),
        ["soak"] = Soak.RunAsync,
        ["macro"] = MacroCommand.RunAsync,

        // What the macro runner starts, each in a process of its own.
        ["stub"] = ConfigStub.RunAsync,
        ["bare-server"] = BareServer.RunAsync,
        ["bare-receiver"] = BareReceiver.RunAsync,
        ["engine-receiver"] = EngineReceiver.RunAsync,
        ["module-receiver"] = ModuleReceiver.RunAsync,
        ["bare-worker"] = BareWorker.RunAsync,
        ["client-worker"] = ClientWorker.RunAsync,
        ["module-worker"] = ModuleWorker.RunAsync,
        ["verify-worker"] = VerifyWorker.RunAsync,
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
