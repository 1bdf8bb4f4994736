using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>An emulator of its own, a connected runspace, and a folder for declarations.</summary>
internal sealed class SyncScene : IAsyncDisposable
{
    public const string Dead = "http://127.0.0.1:9/nobody";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-sync-");
    private readonly EmulatorProcess _emulator;

    private SyncScene(EmulatorProcess emulator, string input)
    {
        _emulator = emulator;
        Module = new ModuleRunspace(input);
    }

    public ModuleRunspace Module { get; }

    public EmulatorProcess Emulator => _emulator;

    /// <param name="input">The answers to prompts, line by line.</param>
    public static async Task<SyncScene> StartAsync(string input = "")
    {
        SyncScene scene = new(await EmulatorProcess.StartAsync("--retry-delays", "0s,200ms,200ms,200ms,200ms"), input);
        scene.Run("Connect-Ricloud -Url $url -Token $token").AssertClean();
        return scene;
    }

    /// <summary>The address of a receiver that takes everything.</summary>
    public string Live(string name) => new Uri(_emulator.Url, "/_emulator/receiver/" + name).ToString();

    /// <summary>Writes a declaration, in which {a} is the address of the live receiver a, and gives its path.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, Fill(text));
        return path;
    }

    /// <summary>Runs a script, in which {a} is the address of the live receiver a, and $file a path.</summary>
    public PipelineRun Run(string script, string? file = null) => Module.Run(Fill(script), new Dictionary<string, object?>
    {
        ["url"] = _emulator.Url.ToString().TrimEnd('/'),
        ["token"] = _emulator.Token,
        ["file"] = file,
    });

    /// <summary>Each step as action, subject and outcome.</summary>
    public static IEnumerable<string> Steps(PipelineRun run) =>
        run.Output.Select(step => string.Join(' ', new[] { "Action", "Subject", "Outcome" }.Select(name => step.Properties[name].Value)));

    /// <summary>What the organisation has, as the emulator tells: each config's state by its id, its default, its keys' configs.</summary>
    public string State()
    {
        IEnumerable<JsonElement> configs = List("/configs/webhook").Concat(List("/configs/webhook?state=deactivated"));
        IEnumerable<string> states = configs.OrderBy(c => c.GetProperty("id").GetInt32()).Select(c => c.GetProperty("id") + ":" + c.GetProperty("state"));
        IEnumerable<string> keys = List("/keys").OrderBy(k => k.GetProperty("id").GetInt32()).Select(k => "key" + k.GetProperty("id") + "=" + k.GetProperty("webhook_config"));
        return string.Join(' ', [.. states, "default=" + Get("/organisation").GetProperty("webhook_config_default"), .. keys]);
    }

    public JsonElement Get(string path)
    {
        using HttpResponseMessage response = _emulator.Http.Send(new HttpRequestMessage(HttpMethod.Get, path));
        using JsonDocument body = JsonDocument.Parse(response.Content.ReadAsStream());
        return body.RootElement.Clone();
    }

    public async Task PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await _emulator.Http.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, path);
    }

    public async ValueTask DisposeAsync()
    {
        Module.Dispose();
        _folder.Delete(recursive: true);
        await _emulator.DisposeAsync();
    }

    private JsonElement[] List(string path) => [.. Get(path).GetProperty("data").EnumerateArray()];

    private string Fill(string text) =>
        text.Replace("{dead}", Dead, StringComparison.Ordinal)
            .Replace("{a}", Live("a"), StringComparison.Ordinal)
            .Replace("{b}", Live("b"), StringComparison.Ordinal)
            .Replace("{c}", Live("c"), StringComparison.Ordinal);
}
