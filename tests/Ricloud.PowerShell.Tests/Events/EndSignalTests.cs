using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Receive-RicloudEvent -PublicUrl in processes of their own, which are told to end.</summary>
public sealed class EndSignalTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-signals-");
    private EmulatorProcess _first = null!;
    private EmulatorProcess _second = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        _first = await EmulatorProcess.StartAsync("--test-before-answer");
        _second = await EmulatorProcess.StartAsync("--test-before-answer");
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        if (_first is not null)
        {
            await _first.DisposeAsync();
            await _second.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_puts_all_keys_back_and_ends_by_the_signal()
    {
        string beside = $"Import-Module \"{RepositoryFolders.ModuleManifest}\"; {Script(_second, "beside")}".Replace("'", "''", StringComparison.Ordinal);
        using Process process = Start($"$beside = [powershell]::Create([initialsessionstate]::CreateDefault2()); $null = $beside.AddScript('{beside}').BeginInvoke(); {Script(_first, "main")}");
        await ReceivingAsync(_first);
        await ReceivingAsync(_second);

        await EndAsync(process, "HUP");

        Assert.Equal((129, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)));
        foreach (EmulatorProcess emulator in (EmulatorProcess[])[_first, _second])
        {
            Assert.Null(await KeyAsync(emulator));
            Assert.Equal("deactivated", (await GetAsync(emulator, "/configs/webhook/1")).GetProperty("state").GetString());
        }

        Assert.Empty(_folder.GetFiles("*.json"));
    }

    [Fact]
    public async Task An_api_that_is_away_holds_it_up_for_seconds_and_a_second_signal_ends_it()
    {
        using Process patient = Start(Script(_first, "patient"));
        using Process pressed = Start(Script(_second, "pressed"));
        await ReceivingAsync(_first);
        await ReceivingAsync(_second);
        _first.Kill();
        _second.Kill();

        await Task.WhenAll(SignalAsync(patient, "TERM"), SignalAsync(pressed, "TERM"));
        await EndAsync(pressed, "HUP");

        await patient.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(PipelineRun.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(143, patient.ExitCode);
        Assert.Contains("\"points_key\": true", await File.ReadAllTextAsync(State("patient"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(State("pressed")));
    }

    [Fact]
    public async Task A_signal_that_the_process_ignores_is_ignored_and_one_while_it_registers_is_not()
    {
        await FaultAsync(_first, new { kind = "delay", ms = 1500, method = "POST", path = "/configs/webhook", when = "before" });
        using Process process = Start(Script(_first, "early"), "nohup");
        await ReceivingAsync(_first, "/_emulator/requests", list => list.GetRawText().Contains("\"POST\"", StringComparison.Ordinal));
        await SignalAsync(process, "HUP");
        await EndAsync(process, "TERM");

        Assert.Equal((143, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("deactivated", (await GetAsync(_first, "/configs/webhook/1")).GetProperty("state").GetString());
        Assert.Empty(_folder.GetFiles("*.json"));
    }

    private string State(string name) => Path.Combine(_folder.FullName, name + ".json");

    private string Script(EmulatorProcess emulator, string name)
    {
        string port = ReceiverScene.FreePort().ToString(CultureInfo.InvariantCulture);
        return $"Connect-Ricloud {emulator.Url} -Token {emulator.Token}; Receive-RicloudEvent -Port {port} -PublicUrl http://127.0.0.1:{port}/ -StatePath '{State(name)}'; 'went on'";
    }

    private static Process Start(string script, string? before = null) => Process.Start(PwshProcess.StartInfo(script, before))!;

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task EndAsync(Process process, string signal)
    {
        await SignalAsync(process, signal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(PipelineRun.Deadline, TestContext.Current.CancellationToken);
    }

    private static Task ReceivingAsync(EmulatorProcess emulator) =>
        ReceivingAsync(emulator, "/key", key => key.GetProperty("webhook_config").ValueKind == JsonValueKind.Number);

    private static async Task ReceivingAsync(EmulatorProcess emulator, string path, Predicate<JsonElement> isReached)
    {
        using var deadline = new System.Threading.CancellationTokenSource(PipelineRun.Deadline);
        while (!isReached(await GetAsync(emulator, path)))
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    private static async Task<string?> KeyAsync(EmulatorProcess emulator) => (await GetAsync(emulator, "/key")).GetProperty("webhook_config").ToString() is { Length: > 0 } id ? id : null;

    private static Task<JsonElement> GetAsync(EmulatorProcess emulator, string path) =>
        emulator.Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    private static async Task FaultAsync(EmulatorProcess emulator, object rule)
    {
        using HttpResponseMessage response = await emulator.Http.PostAsJsonAsync("/_emulator/faults", rule, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
