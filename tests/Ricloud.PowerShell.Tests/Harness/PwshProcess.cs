using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Host;
using Xunit;

namespace Ricloud.Tests.Harness;

/// <summary>A real pwsh in a process of its own, with the built module imported.</summary>
internal static class PwshProcess
{
    /// <summary>Describes one that runs commands; input, output and errors are redirected.</summary>
    /// <param name="commands">What it runs.</param>
    /// <param name="before">A program that is given it to run, such as nohup.</param>
    public static ProcessStartInfo StartInfo(string commands, string? before = null)
    {
        string[] line =
        [
            .. before is null ? [] : (string[])[before], "dotnet", typeof(TextHost).Assembly.Location,
            "-NoProfile", "-Command", $"Import-Module '{RepositoryFolders.ModuleManifest.Replace("'", "''", StringComparison.Ordinal)}'; {commands}",
        ];
        ProcessStartInfo start = new(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["NO_COLOR"] = start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return start;
    }

    /// <summary>Runs commands to their end.</summary>
    /// <param name="commands">What it runs.</param>
    /// <param name="input">What is typed.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string commands, string input = "")
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using Process process = Process.Start(StartInfo(commands))!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(token);
        Task<string> error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token).WaitAsync(PipelineRun.Deadline, token);
        return (process.ExitCode, await output, await error);
    }
}
