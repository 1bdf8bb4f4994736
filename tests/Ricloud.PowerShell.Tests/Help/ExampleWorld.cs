using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;

namespace Ricloud.Tests.Help;

/// <summary>
/// The little world that a page's examples run in: a fresh emulator with a valid, an invalid and a deactivated webhook
/// config (1, 2 and 3), the first being the organisation's default. Whatever differs between two runs is made the same.
/// </summary>
internal sealed partial class ExampleWorld : IAsyncDisposable
{
    private const string Prepare = """
        $ExecutionContext.SessionState.Path.SetLocation($folder) | Out-Null
        $null = Connect-Ricloud -Url $url -Token $token
        $null = New-RicloudWebhookConfig -Url "$url/_emulator/receiver/orders" -Wait
        $null = New-RicloudWebhookConfig -Url 'http://127.0.0.1:9/hooks' -Wait
        $null = New-RicloudWebhookConfig -Url "$url/_emulator/receiver/old" -Wait |
            Set-RicloudWebhookConfig -State deactivated
        $null = Set-RicloudOrganisation -DefaultWebhookConfig 1
        """;

    // As Receive-RicloudEvent -OutFile leaves it after a power loss.
    private const string Kept = """
        {"id":"4d1c63c0-8a62-4f0e-9b0a-3c8f2a1d5e77","resource":"event","type":"task","action":"failed","data":{"id":7},"state":"pending","retries":0,"date_created":"2026-11-24T09:29:58.120450Z","date_delivered":null,"_received":{"at":"2026-11-24T09:30:00.000000Z","verdict":"Valid","signature":"t=1795512600,s=WcjDtQFxyVWnCRIlLVBTLTn8MtiqJIsoUFDMLrwLclU="}}
        {"id":"6a0b4a55-0d3f-4d0c-8d0e-0c5f4e1c9b12","resource":"event","type":"session","action":"expired","data":{"id":9},"state":"pending","retries":1,"date_created":"2026-11-24T09:29:59.003310Z","date_delivered":null,"_received":{"at":"2026-11-24T09:30:00.000000Z","verdict":"Valid","signature":"t=1795512600,s=WcjDtQFxyVWnCRIlLVBTLTn8MtiqJIsoUFDMLrwLclU="}}
        {"id":"0e6b5d1f-55aa-4b5b-9d
        """;

    private const string Declaration = """
        @{
            WebhookConfigs = @(
                @{ Url = 'http://127.0.0.1:50800/_emulator/receiver/billing'; Default = $true }
                @{ Url = 'http://127.0.0.1:50800/_emulator/receiver/orders'; Keys = 1 }
                @{ Url = 'http://127.0.0.1:50800/_emulator/receiver/old'; State = 'deactivated' }
            )
        }
        """;

    private readonly EmulatorProcess _emulator;
    private readonly ModuleRunspace _module;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-help-");

    private ExampleWorld(EmulatorProcess emulator, ModuleRunspace module)
    {
        _emulator = emulator;
        _module = module;
        File.WriteAllText(Path.Combine(_folder.FullName, "events.jsonl"), Kept);
        File.WriteAllText(Path.Combine(_folder.FullName, "webhooks.psd1"), Here(Declaration));
    }

    public static async Task<ExampleWorld> CreateAsync()
    {
        ExampleWorld world = new(await EmulatorProcess.StartAsync("--retry-delays", "0s,2s"), new ModuleRunspace());
        world._module.Run(Prepare, new Dictionary<string, object?>
        {
            ["url"] = world._emulator.Url.ToString().TrimEnd('/'),
            ["token"] = world._emulator.Token,
            ["folder"] = world._folder.FullName,
        }).AssertClean();
        return world;
    }

    /// <summary>Runs one example and gives what a person would see of its output and its errors, 80 columns wide.</summary>
    public string Show(string code)
    {
        PipelineRun run = _module.Run(Here(code));
        IEnumerable<string> streams = run.Errors.Append(run.TerminatingError).OfType<ErrorRecord>().Select(Shown);
        string prompts = _module.HostText;
        string shown = prompts + _module.Render(run.Output, 80) + string.Concat(streams.Select(text => "\n" + text));
        return Steady(string.Join('\n', shown.Split('\n').Select(line => line.TrimEnd())).Trim('\n'));
    }

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        _folder.Delete(recursive: true);
        await _emulator.DisposeAsync();
    }

    private static string Shown(ErrorRecord error) =>
        $"{error.InvocationInfo?.MyCommand?.Name}: {error.ErrorDetails?.Message ?? error.Exception.Message}";

    private string Here(string text) => text.Replace("http://127.0.0.1:50800", _emulator.Url.ToString().TrimEnd('/'), StringComparison.Ordinal);

    private string Steady(string text)
    {
        text = text.Replace(_emulator.Url.Authority, "127.0.0.1:50800", StringComparison.Ordinal)
            .Replace(_emulator.Token, "<token>", StringComparison.Ordinal)
            .Replace(_folder.FullName + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
        text = WireDate().Replace(text, "2026-11-24T09:30:00.000000Z");
        text = ShownSeconds().Replace(text, ":00");
        text = ShownDate().Replace(text, "2026-11-24 09:30");
        text = ShortDate().Replace(text, "11-24 09:30");
        text = CutAddress().Replace(text, match => "http://127.0.0.1:50800"[^match.Length..]);
        text = EventId().Replace(text, "7f9c24e8-3b12-4fef-91e0-5a3b1d2c4e6f");
        text = Milliseconds().Replace(text, "3 ms");
        text = Signature().Replace(text, "t=1795512600,s=WcjDtQFxyVWnCRIlLVBTLTn8MtiqJIsoUFDMLrwLclU=");
        return Number().Replace(text, match => match.Groups[1].Value + "4711");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")]
    private static partial Regex WireDate();

    [GeneratedRegex(@"(?<=\d{4}-\d\d-\d\d \d\d:\d\d):\d\d(?=Z)")]
    private static partial Regex ShownSeconds();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d")]
    private static partial Regex ShownDate();

    [GeneratedRegex(@"(?<!-)\b\d\d-\d\d \d\d:\d\d")]
    private static partial Regex ShortDate();

    // An address whose beginning doesn't fit its column.
    [GeneratedRegex(@"(?<=…)[^\s/]{1,21}(?=/_emulator)")]
    private static partial Regex CutAddress();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\b\d+(\.\d+)? ms\b")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"t=\d+,s=[A-Za-z0-9+/]{43}=")]
    private static partial Regex Signature();

    [GeneratedRegex(@"(ProcessId\s*:\s*)\d+")]
    private static partial Regex Number();
}
