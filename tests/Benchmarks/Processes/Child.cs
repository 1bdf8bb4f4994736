using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Processes;

/// <summary>
/// A process of its own for whoever is measured, so that nobody's heap, threads or compiled code are another one's. It is
/// talked to line by line, and ends with its standard input.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly string _name;

    private Child(Process process, string name)
    {
        _process = process;
        _name = name;
    }

    public static Child Start(string name, string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        // Everything here talks to this machine alone.
        start.Environment["NO_PROXY"] = "127.0.0.1,localhost";
        start.Environment["no_proxy"] = "127.0.0.1,localhost";
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new Child(Process.Start(start)!, name);
    }

    /// <summary>How much of the processors it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>This program again, with another command.</summary>
    public static Child StartSelf(string command, params IEnumerable<string> arguments) =>
        Start(command, DotNet, [typeof(Child).Assembly.Location, command, .. arguments]);

    public static string DotNet { get; } =
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>The next line that it writes.</summary>
    public async Task<string> ReadAsync()
    {
        using CancellationTokenSource deadline = new(Patience);
        return await _process.StandardOutput.ReadLineAsync(deadline.Token)
            ?? throw new InvalidOperationException($"{_name} ended before it answered.");
    }

    /// <summary>Says a line and reads the numbers of the line that comes back.</summary>
    public async Task<double[]> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        string answer = await ReadAsync();
        return [.. answer.Split(' ').Select(number => double.TryParse(number, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidOperationException($"{_name} was asked for '{line}' and said: {answer}"))];
    }

    /// <summary>Says a line and reads how many seconds what it asks for took.</summary>
    public async Task<double> TimeAsync(string line) => (await AskAsync(line))[0];

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            _process.StandardInput.Close();
            using CancellationTokenSource deadline = new(LastWords);
            try
            {
                await _process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
    }
}
