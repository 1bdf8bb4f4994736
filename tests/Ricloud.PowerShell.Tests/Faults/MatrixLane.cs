using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Faults;

/// <summary>An emulator and a runspace, in which one cell runs after another.</summary>
internal sealed class MatrixLane : IAsyncDisposable
{
    private const string Configs = "/configs/webhook";
    private const string Storages = "/configs/storage";

    /// <summary>An address whose test ends at once: nobody listens there.</summary>
    private const string Nowhere = "http://127.0.0.1:9/";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-matrix-");
    private readonly EmulatorProcess _emulator;
    private MatrixItem? _fixture;

    private MatrixLane(EmulatorProcess emulator) => _emulator = emulator;

    public ModuleRunspace Module { get; } = new();

    public EmulatorProcess Emulator => _emulator;

    /// <summary>Gets the id of a task that is done.</summary>
    public string TaskId { get; private set; } = string.Empty;

    /// <summary>Gets the id of the oldest event there is.</summary>
    public string EventId { get; private set; } = string.Empty;

    public string KeyId { get; private set; } = string.Empty;

    /// <summary>Gets a folder of the lane's own.</summary>
    public string Folder => _folder.FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<MatrixLane> StartAsync()
    {
        MatrixLane lane = new(await EmulatorProcess.StartAsync());
        lane._fixture = await lane.NewConfigAsync();

        // Stays valid, so that no cell's storage is the last one, about which the cmdlets warn.
        _ = await lane.NewStorageAsync();
        lane.TaskId = Text((await lane.ListAsync("/tasks"))[0], "id");
        lane.EventId = Text((await lane.UntilAsync("/events", string.Empty, static found => found.Count > 2))[^1], "id");
        lane.KeyId = Text(await lane.GetAsync("/key"), "id");
        return lane;
    }

    /// <summary>What is there for cells that only read.</summary>
    public Task<MatrixItem> FixtureAsync() => Task.FromResult(_fixture!);

    /// <summary>A config that was tested, and is no other cell's.</summary>
    public Task<MatrixItem> NewConfigAsync()
    {
        MatrixItem item = NewAddress();
        return NewAsync(item, Configs, "webhook_config.test", new { url = item.Url });
    }

    /// <summary>The same of a storage.</summary>
    public Task<MatrixItem> NewStorageAsync()
    {
        MatrixItem item = NewStorageAddress();
        return NewAsync(item, Storages, "storage_config.test", new { url = item.Url, credentials = new { client_email = "a@b" } });
    }

    /// <summary>An address that is no other cell's.</summary>
    public static MatrixItem NewAddress() => new(string.Empty, Nowhere + Guid.NewGuid().ToString("N"), 0);

    /// <inheritdoc cref="NewAddress"/>
    public static MatrixItem NewStorageAddress() => new(string.Empty, "gs://bucket/" + Guid.NewGuid().ToString("N"), 0);

    /// <summary>Has requests fail.</summary>
    public async Task FailAsync(string rule)
    {
        using StringContent content = new(rule, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _emulator.Http.PostAsync("/_emulator/faults", content, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Has no more requests fail.</summary>
    public async Task HealAsync()
    {
        using HttpResponseMessage faults = await _emulator.Http.DeleteAsync("/_emulator/faults", Stop);
    }

    /// <summary>Sends something that a rule counts and that does nothing.</summary>
    public async Task PrimeAsync(string primer)
    {
        string[] parts = primer.Split(' ');
        using HttpRequestMessage request = new(new HttpMethod(parts[0]), parts[1]);
        request.Content = parts[0] == "POST" ? new StringContent("{") : null;
        using HttpResponseMessage answer = await _emulator.Http.SendAsync(request, Stop);
    }

    public async Task ForgetRequestsAsync()
    {
        using HttpResponseMessage requests = await _emulator.Http.DeleteAsync("/_emulator/requests", Stop);
    }

    /// <summary>What arrived, once nothing is under way any more.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync()
    {
        IReadOnlyList<JsonElement> all = await UntilAsync(
            "/_emulator/requests", string.Empty, found => found.All(request => Text(request, "outcome") != "pending"));
        return [.. all.Select(request => Text(request, "method") + " " + Text(request, "path"))];
    }

    public async Task<JsonElement> GetAsync(string path) => await _emulator.Http.GetFromJsonAsync<JsonElement>(path, Stop);

    /// <summary>A list's newest thousand.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, string filter = "") =>
        [.. (await GetAsync($"{path}?limit=1000{filter}")).GetProperty("data").EnumerateArray()];

    /// <summary>How many configs have an address and a state; without one, those that aren't deactivated.</summary>
    public async Task<int> CountConfigsAsync(string url, string? state = null) => (await ConfigIdsAsync(url, state)).Count;

    public Task<IReadOnlyList<string>> ConfigIdsAsync(string url, string? state = null) => IdsAsync(Configs, url, state);

    public Task<IReadOnlyList<string>> StorageIdsAsync(string url) => IdsAsync(Storages, url, null);

    private async Task<IReadOnlyList<string>> IdsAsync(string route, string url, string? state) =>
        [.. (await ListAsync(route, state is null ? string.Empty : "&state=" + state))
            .Where(config => Text(config, "url") == url).Select(config => Text(config, "id"))];

    /// <summary>What a config says of itself under a name; nothing when there is none.</summary>
    public Task<string?> ConfigAsync(string id, string name) => AttributeAsync(Configs, id, name);

    /// <summary>The same of a storage config.</summary>
    public Task<string?> StorageAsync(string id, string name) => AttributeAsync(Storages, id, name);

    private async Task<string?> AttributeAsync(string route, string id, string name)
    {
        using HttpResponseMessage answer = await _emulator.Http.GetAsync($"{route}/{id}", Stop);
        return answer.IsSuccessStatusCode ? Text(await answer.Content.ReadFromJsonAsync<JsonElement>(Stop), name) : null;
    }

    public static string Text(JsonElement item, string name) => item.GetProperty(name).ToString();

    public async ValueTask DisposeAsync()
    {
        Module.Dispose();
        await _emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<MatrixItem> NewAsync(MatrixItem item, string route, string testType, object body)
    {
        using HttpResponseMessage answer = await _emulator.Http.PostAsJsonAsync(route, body, Stop);
        answer.EnsureSuccessStatusCode();
        string id = Text(await answer.Content.ReadFromJsonAsync<JsonElement>(Stop), "id");
        _ = await UntilAsync("/tasks", $"&target={id}&type={testType}", found => found.All(task => Text(task, "state") is "succeeded" or "failed"));
        return item with { Id = id };
    }

    private async Task<IReadOnlyList<JsonElement>> UntilAsync(string path, string filter, Func<IReadOnlyList<JsonElement>, bool> isThere)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(Deadline);
        while (true)
        {
            IReadOnlyList<JsonElement> found = await ListAsync(path, filter);
            if (isThere(found))
            {
                return found;
            }

            await Task.Delay(50, deadline.Token);
        }
    }
}
