using Ricloud.Emulator.CommandLine;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

internal static class Program
{
    private const int Succeeded = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private static async Task<int> Main(string[] arguments)
    {
        EmulatorOptions options;
        try
        {
            options = OptionParser.Parse(arguments, Environment.GetEnvironmentVariable(OptionParser.TokenVariable));
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"ricloud-emulator: {e.Message} Try --help.").ConfigureAwait(false);
            return Misused;
        }

        if (options.ShowHelp || options.ShowVersion)
        {
            await Console.Out.WriteLineAsync(options.ShowHelp ? Usage.Text : ThisEmulator.Version).ConfigureAwait(false);
            return Succeeded;
        }

        if (options.ShowQueryPlans)
        {
            await Console.Out.WriteAsync(QueryPlans.Describe()).ConfigureAwait(false);
            return Succeeded;
        }

        if (options.ShowReference)
        {
            await Console.Out.WriteAsync(await EmulatorProcess.DescribeAsync().ConfigureAwait(false)).ConfigureAwait(false);
            return Succeeded;
        }

        try
        {
            await EmulatorProcess.RunAsync(options).ConfigureAwait(false);
            return Succeeded;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"ricloud-emulator: {e.Message}").ConfigureAwait(false);
            return Failed;
        }
    }
}
