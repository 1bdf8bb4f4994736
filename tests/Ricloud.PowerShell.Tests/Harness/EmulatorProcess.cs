using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Tests.Harness;

/// <summary>The emulator that the build laid out, running as a child process until disposed of.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log;

    private EmulatorProcess(Process process, ConcurrentQueue<string> log, Uri url, string token, string? data)
    {
        _process = process;
        _log = log;
        Url = url;
        Token = token;
        Data = data;
        Http = new HttpClient { BaseAddress = url };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
    }

    public Uri Url { get; }

    public string Token { get; }

    /// <summary>Gets the data file, as the ready line names it.</summary>
    public string? Data { get; }

    public int ProcessId => _process.Id;

    /// <summary>Gets a client of the emulator's own, outside the module: base address and token are set.</summary>
    public HttpClient Http { get; }

    /// <summary>Gets what the emulator wrote to its log so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts an emulator and waits until it is ready.</summary>
    /// <param name="arguments">Its arguments, such as <c>--data</c> and a file.</param>
    public static async Task<EmulatorProcess> StartAsync(params string[] arguments)
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var log = new ConcurrentQueue<string>();
        Process process = Process.Start(StartInfo(arguments, token))!;
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? string.Empty);
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            string ready = await process.StandardOutput.ReadLineAsync(deadline.Token)
                ?? throw new InvalidOperationException("The emulator ended before it was ready:\n" + string.Join('\n', log));
            using JsonDocument line = JsonDocument.Parse(ready);
            return new EmulatorProcess(
                process,
                log,
                new Uri(line.RootElement.GetProperty("url").GetString()!),
                line.RootElement.GetProperty("token").GetString()!,
                line.RootElement.TryGetProperty("data", out JsonElement data) ? data.GetString() : null);
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await EndAsync(_process);
    }

    private static ProcessStartInfo StartInfo(string[] arguments, string token)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(RepositoryFolders.Emulator, "ricloud-emulator.dll"));
        start.ArgumentList.Add("--attached");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["RICLOUD_EMULATOR_TOKEN"] = token;
        return start;
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
