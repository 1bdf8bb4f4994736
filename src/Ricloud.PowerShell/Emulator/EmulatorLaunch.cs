using System.ComponentModel;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Emulator;

/// <summary>Starts an emulator and waits until it says where it listens.</summary>
internal sealed class EmulatorLaunch(EmulatorProgram program, IReadOnlyList<string> arguments, string? token)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? _token = token;

    /// <summary>Starts it.</summary>
    /// <exception cref="RicloudCommandException">It can't be run, ended, or isn't ready in 30 s. Nothing is left running.</exception>
    public async Task<RicloudEmulator> RunAsync(CancellationToken cancellationToken)
    {
        var process = Start();
        RicloudEmulator? emulator = null;
        try
        {
            var line = await process.ReadyLineAsync(Patience, cancellationToken).ConfigureAwait(false)
                ?? throw NotStarted(null, Reason(process));
            emulator = Read(process, line);
            return emulator;
        }
        finally
        {
            if (emulator is null)
            {
                await process.StopAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Why it isn't ready, with the names of our parameters for those of its options.</summary>
    private static string Reason(EmulatorProcess process)
    {
        if (process.ExitCode is not { } code)
        {
            return Texts.EmulatorIsSilent((int)Patience.TotalSeconds);
        }

        var said = process.LastLines.Trim();
        return said.Length == 0
            ? Texts.EmulatorEnded(code)
            : said.Replace("ricloud-emulator: ", string.Empty).Replace("--port", "-Port").Replace("--data", "-DataPath").Replace("--token", "-Token").Replace(" Try --help.", string.Empty)
                + " " + Texts.EmulatorExitCode(code);
    }

    private EmulatorProcess Start()
    {
        try
        {
            return EmulatorProcess.Start(program, arguments, _token);
        }
        catch (Win32Exception e)
        {
            throw NotStarted(e, e.Message);
        }
    }

    private RicloudEmulator Read(EmulatorProcess process, string line)
    {
        try
        {
            var ready = JObject.Parse(line);
            if ((string?)ready["url"] is { } url && (string?)ready["token"] is { } token)
            {
                return new RicloudEmulator(process, url, token, (string?)ready["data"], (string?)ready["inspector"]);
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw NotStarted(e, Texts.EmulatorIsAnother);
        }

        throw NotStarted(null, Texts.EmulatorIsAnother);
    }

    private RicloudCommandException NotStarted(Exception? reason, string text) => new(reason is null
        ? RicloudError.EmulatorNotStarted.ToRecord(program.ToString(), program, text)
        : RicloudError.EmulatorNotStarted.Wrap(reason, program.ToString(), program, text));
}
