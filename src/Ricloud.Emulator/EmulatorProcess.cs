using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Ricloud.Emulator.CommandLine;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

/// <summary>The life of the process, from the options to the last write.</summary>
internal static class EmulatorProcess
{
    public static async Task RunAsync(EmulatorOptions options)
    {
        TimeProvider time = TimeProvider.System;
        using StopSignals signals = new(options.Attached);
        using Database database = Database.Open(options.DataPath, time);
        string token = await FirstStart.PrepareAsync(database, options.Token).ConfigureAwait(false);
        await using EmulatorServices services = new(options, database, time, Log, signals.Stopping);
        await using WebApplication server = Server.Build(options, services.Pipeline);
        string url = await Server.StartAsync(server, options).ConfigureAwait(false);
        services.Start();
        Server.Warn(options, Log);
        await Console.Out.WriteLineAsync(ReadyLine.Write(url, token, database.Path)).ConfigureAwait(false);
        await Console.Out.FlushAsync().ConfigureAwait(false);

        await signals.WaitAsync().ConfigureAwait(false);
        Log("stopping");
        await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static void Log(string message) => Console.Error.WriteLine($"ricloud-emulator: {message}");
}
