using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>The samples about events, run as they are. Those that need a real pwsh are run by Pester.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private readonly ModuleRunspace _module = new();
    private readonly ConcurrentBag<string> _secrets = [];
    private readonly ConcurrentBag<string> _taken = [];
    private readonly ConcurrentBag<string> _refused = [];
    private EmulatorProcess _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorProcess.StartAsync("--retry-delays", "0s,200ms,200ms,200ms,200ms");
        _module.Run("Connect-Ricloud -Url $url -Token $token", new Dictionary<string, object?> { ["url"] = _emulator.Url.ToString(), ["token"] = _emulator.Token }).AssertClean();
    }

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Rotation_refuses_nothing_but_the_new_configs_first_test()
    {
        await using var receiver = new StubApi(Receive);
        Action<string> deploy = _secrets.Add;
        Dictionary<string, object?> values = new() { ["url"] = receiver.Url.ToString(), ["deploy"] = deploy, ["sample"] = Sample("rotate-secret.ps1") };
        _module.Run("""
            $old = New-RicloudWebhookConfig -Url $url
            $deploy.Invoke($old.RevealSecret())
            $null = $old | Test-RicloudWebhookConfig -Wait
            $null = Set-RicloudOrganisation -DefaultWebhookConfig $old
            $null = Get-RicloudKey -Current | Set-RicloudKey -WebhookConfig $old
            """, values).AssertClean();
        _refused.Clear();
        using CancellationTokenSource over = new();
        Task<List<string>> emitting = EmitAsync(over.Token);

        PipelineRun run = _module.Run("& $sample -Id $old -DeploySecret { param($new) $deploy.Invoke($new.RevealSecret()) }", values).AssertClean();
        await over.CancelAsync();
        List<string> emitted = await emitting;
        await ReceiverScene.UntilAsync(() => emitted.All(_taken.Contains));

        Assert.All(_refused, name => Assert.Equal("webhook_config.test", name));
        Assert.True(_refused.Count <= 1, string.Join(", ", _refused));
        Assert.True(emitted.Count > 5, $"{emitted.Count} events were emitted.");
        Assert.Equal("valid", Assert.Single(run.Output).Properties["State"].Value);
        Assert.Equal([2L, 2L, "deactivated"], _module.Run("(Get-RicloudOrganisation).WebhookConfigDefault; (Get-RicloudKey -Current).WebhookConfig; (Get-RicloudWebhookConfig 1).State").OutputOf<object>());
    }

    [Fact]
    public async Task Rotation_leaves_the_old_config_in_use_when_the_receivers_do_not_know_the_new_secret()
    {
        await using var receiver = new StubApi(Receive);
        Action<string> deploy = _secrets.Add;

        PipelineRun run = _module.Run("""
            $old = New-RicloudWebhookConfig -Url $url
            $deploy.Invoke($old.RevealSecret())
            $null = Set-RicloudOrganisation -DefaultWebhookConfig $old
            & $sample -Id $old -DeploySecret { }
            """, new Dictionary<string, object?> { ["url"] = receiver.Url.ToString(), ["deploy"] = deploy, ["sample"] = Sample("rotate-secret.ps1") });

        Assert.Contains("Config 1 is still in use", run.TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([1L], _module.Run("(Get-RicloudOrganisation).WebhookConfigDefault").OutputOf<long>());
    }

    [Fact]
    public async Task Waiting_for_an_event_gives_it_or_fails()
    {
        using HttpResponseMessage first = await PostAsync("session", "expired");
        string id = await IdAsync(first);
        using HttpResponseMessage second = await PostAsync("task", "succeeded");
        Dictionary<string, object?> values = new() { ["sample"] = Sample("wait-for-event.ps1"), ["id"] = id };

        Assert.Equal([await IdAsync(second)], ReceiverScene.Ids(_module.Run("& $sample -Type task.succeeded, task.failed -AfterId $id", values).AssertClean()));
        Assert.Contains("No event poll.* came within 1 s", _module.Run("& $sample -Type poll.* -TimeoutSec 1", values).TerminatingError!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runbook_tests_what_is_invalid_and_fails_when_nothing_is_valid()
    {
        Dictionary<string, object?> values = new() { ["sample"] = Sample("check-webhooks.ps1"), ["live"] = new Uri(_emulator.Url, "/_emulator/receiver/x").ToString() };
        _module.Run("$null = New-RicloudWebhookConfig http://127.0.0.1:9/ -Wait", values).AssertClean();

        PipelineRun failed = _module.Run("& $sample", values);
        PipelineRun passed = _module.Run("$null = New-RicloudWebhookConfig $live -Wait; & $sample", values).AssertClean();

        Assert.Contains("1 webhook configs is valid", failed.TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Single(failed.Output);
        Assert.Equal(["valid", "invalid"], passed.Output.Select(o => o.Properties["State"].Value));
    }

    private static string Sample(string name) => Path.Combine(RepositoryFolders.Root, "samples", name);

    private static async Task<string> IdAsync(HttpResponseMessage response)
    {
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>A receiver that accepts the secrets that it has been given so far.</summary>
    private StubAnswer Receive(StubRequest request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        string[] parts = request.Headers["Ricloud-Signature"].Split(',');
        byte[] signed = [.. Encoding.ASCII.GetBytes(parts[0][2..] + "."), .. request.Body];
        bool isGenuine = _secrets.Any(secret => parts[1][2..] == Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        if (isGenuine)
        {
            _taken.Add(body.RootElement.GetProperty("id").GetString()!);
        }
        else
        {
            _refused.Add(body.RootElement.GetProperty("type").GetString() + "." + body.RootElement.GetProperty("action").GetString());
        }

        return StubAnswer.Json(isGenuine ? 200 : 401, "{}");
    }

    private async Task<List<string>> EmitAsync(CancellationToken over)
    {
        List<string> ids = [];
        while (!over.IsCancellationRequested)
        {
            using HttpResponseMessage response = await PostAsync("session", "expired");
            ids.Add(await IdAsync(response));
        }

        return ids;
    }

    private Task<HttpResponseMessage> PostAsync(string type, string action) =>
        _emulator.Http.PostAsJsonAsync("/_emulator/events", new { type, action, data = new { id = 1 } });
}
