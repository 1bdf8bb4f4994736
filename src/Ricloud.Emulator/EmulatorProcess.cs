using Ricloud.Emulator.CommandLine;
using Ricloud.Emulator.Endpoints;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

/// <summary>The life of the process, from the options to the last write.</summary>
internal static class EmulatorProcess
{
    public static async Task RunAsync(EmulatorOptions options)
    {
        var time = TimeProvider.System;
        using var signals = new StopSignals(options.Attached);
        using var database = Database.Open(options.DataPath, time);
        var token = await FirstStart.PrepareAsync(database, options.Token).ConfigureAwait(false);
        await using var services = new EmulatorServices(options, database, time, Log, signals.Stopping);
        await using var server = Server.Build(options, services.Pipeline);
        var url = await Server.StartAsync(server, options).ConfigureAwait(false);
        services.Start(url);
        Server.Warn(options, Log);
        await Console.Out.WriteLineAsync(ReadyLine.Write(
            url, token, database.Path, options.InspectsReceiver ? services.Inspector.Open(url, token, isGoodForLong: true) : null)).ConfigureAwait(false);
        await Console.Out.FlushAsync().ConfigureAwait(false);

        if (options.OpensInspector && BrowserLaunch.Open(services.Inspector.Open(url, token)) is { } problem)
        {
            Log($"can't open a browser ({problem}). The inspector is at {url}{InspectorFiles.Path}");
        }

        await signals.WaitAsync().ConfigureAwait(false);
        Log("stopping");
        await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The routes and attributes, for <c>docs/emulator.md</c>.</summary>
    public static async Task<string> DescribeAsync()
    {
        using var database = Database.Open(path: null, TimeProvider.System);
        await using var services = new EmulatorServices(new EmulatorOptions(), database, TimeProvider.System, Log, CancellationToken.None);
        return Reference.Describe(services.Routes);
    }

    private static void Log(string message) => Console.Error.WriteLine($"ricloud-emulator: {message}");
}
