using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Support;

/// <summary>The emulator that the build laid out, for as long as a test class runs.</summary>
public sealed class EmulatorProcess : IAsyncLifetime
{
    public const string Token = "emulator-token-0123456789";

    private Process? _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public async ValueTask InitializeAsync()
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(RepositoryFolders.Emulator, "ricloud-emulator.dll"), "--attached"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RICLOUD_EMULATOR_TOKEN"] = Token;
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        string line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator ended before it was ready.");
        using JsonDocument ready = JsonDocument.Parse(line);
        Address = new Uri(ready.RootElement.GetProperty("url").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    internal RicloudClient Client(string token = Token) => new(new RicloudClientOptions { BaseAddress = Address, Token = new NetworkCredential(string.Empty, token).SecurePassword });
}
