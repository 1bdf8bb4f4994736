using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Receive-RicloudEvent -PublicUrl on the real emulator, whose receivers need no tunnel.</summary>
public sealed class PublicUrlTests : IAsyncLifetime
{
    private const string Listen = "Receive-RicloudEvent -Port $port -PublicUrl $public -StatePath $state ";

    private readonly ReceiverScene _scene = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-state-");
    private EmulatorProcess _emulator = null!;

    private string State => Path.Combine(_folder.FullName, "deeper", "state.json");

    private string Url => $"http://127.0.0.1:{_scene.Port}/hooks";

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorProcess.StartAsync("--test-before-answer");
        Run("Connect-Ricloud -Url $url -Token $token; $null = New-RicloudWebhookConfig \"$url/_emulator/receiver/old\" -Wait; $null = Get-RicloudKey -Current | Set-RicloudKey -WebhookConfig 1");
    }

    public async ValueTask DisposeAsync()
    {
        _scene.Dispose();
        await _emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_key_delivers_here_while_it_listens_and_where_it_did_afterwards()
    {
        PipelineRun run = await _scene.ListenAsync(Listen + "-Type session -Count 1", Variables());
        Assert.Equal(2, Key());
        Assert.Equal("valid", Config(2).GetProperty("state").GetString());
        Assert.True(File.Exists(State));
        await EmitAsync("session", "expired");

        Assert.Equal("expired", ReceivedItem.Single(run.Wait()).Action);
        Assert.Equal(1, Key());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.False(File.Exists(State));
    }

    [Fact]
    public async Task The_test_that_it_causes_itself_is_answered_and_not_written()
    {
        PipelineRun run = await _scene.ListenAsync(Listen + "-Type webhook_config, session -Count 1", Variables());
        await EmitAsync("session", "expired");

        Assert.Equal("session", ReceivedItem.Single(run.Wait()).Type);
    }

    [Fact]
    public async Task What_becomes_of_its_own_tests_task_is_not_written()
    {
        Run($"$null = New-RicloudWebhookConfig {Url} -Wait; $null = Get-RicloudKey -Current | Set-RicloudKey -WebhookConfig 2");
        PipelineRun run = await _scene.ListenAsync(Listen + "-Count 1", Variables());
        await EmitTaskAsync("webhook_config.test", target: "2", "2001-02-03T04:05:06Z");
        await EmitAsync("session", "expired");

        Assert.Equal("session", ReceivedItem.Single(run.Wait()).Type);
    }

    [Theory]
    [InlineData("webhook_config.test", "2", "2999-02-03T04:05:06Z")]
    [InlineData("webhook_config.test", "1", "2001-02-03T04:05:06Z")]
    [InlineData("messages.sms", "2", "2001-02-03T04:05:06Z")]
    public async Task The_task_of_another_test_is_written(string type, string target, string created)
    {
        PipelineRun run = await _scene.ListenAsync(Listen + "-Count 1", Variables());
        await EmitTaskAsync(type, target, created);

        Assert.Equal("task", ReceivedItem.Single(run.Wait()).Type);
    }

    [Fact]
    public async Task Ctrl_C_puts_everything_back()
    {
        PipelineRun run = await _scene.ListenAsync(Listen, Variables());
        Assert.Equal(2, Key());

        run.Stop();

        Assert.Equal(1, Key());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.False(File.Exists(State));
    }

    [Theory]
    [InlineData("/configs/webhook")]
    [InlineData("/keys/1")]
    public async Task Ctrl_C_puts_back_what_the_api_does_only_after_it(string path)
    {
        await PostAsync("/_emulator/faults", new { kind = "delay", ms = 1000, method = "POST", path, when = "before" });
        using HttpResponseMessage cleared = await _emulator.Http.DeleteAsync("/_emulator/requests", TestContext.Current.CancellationToken);
        PipelineRun run = _scene.Module.Start(Listen, Values());
        await ReceiverScene.UntilAsync(() => Get($"/_emulator/requests?method=POST&path={path}").GetProperty("total_count").GetInt32() > 0);

        run.Stop();

        Assert.Equal(1, Key());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.False(File.Exists(State));
    }

    [Fact]
    public async Task A_failing_neighbour_puts_everything_back()
    {
        PipelineRun run = await _scene.ListenAsync(Listen + "-Type session | ForEach-Object { throw 'no' }", Variables());
        await EmitAsync("session", "expired");

        Assert.NotNull(run.Wait().TerminatingError);
        Assert.Equal(1, Key());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_config_of_that_address_is_used_again()
    {
        (await _scene.ListenAsync(Listen, Variables())).Stop();
        (await _scene.ListenAsync(Listen, Variables())).Stop();

        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.Equal(1, Key());
        Assert.Equal(HttpStatusCode.NotFound, Status("/configs/webhook/3"));
    }

    [Fact]
    public async Task A_key_that_somebody_else_changed_meanwhile_is_left_alone()
    {
        PipelineRun run = await _scene.ListenAsync(Listen + "-TimeoutSec 2", Variables());
        using (HttpResponseMessage changed = await _emulator.Http.PostAsJsonAsync("/keys/1", new { webhook_config = (int?)null }, TestContext.Current.CancellationToken))
        {
            Assert.True(changed.IsSuccessStatusCode);
        }

        run.Wait().AssertClean();

        Assert.Equal(0, Key());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_a_killed_run_left_is_undone_by_the_next_one()
    {
        // As a run leaves it that was killed while its config was being made, and its key pointed there by hand.
        Run("$null = New-RicloudWebhookConfig http://127.0.0.1:9/left -Wait; $null = Get-RicloudKey -Current | Set-RicloudKey -WebhookConfig 2");
        Directory.CreateDirectory(Path.GetDirectoryName(State)!);
        File.WriteAllText(State, """{"url":"http://127.0.0.1:9/left","config":"2","newest_before":"1","deactivates":true,"points_key":true,"previous_config":"1"}""");

        PipelineRun run = await _scene.ListenAsync(Listen, Variables());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.Equal(3, Key());
        run.Stop();

        Assert.Equal(1, Key());
    }

    [Fact]
    public async Task A_config_whose_answer_a_killed_run_never_saw_is_found()
    {
        Run("$null = New-RicloudWebhookConfig http://127.0.0.1:9/left -Wait");
        Directory.CreateDirectory(Path.GetDirectoryName(State)!);
        File.WriteAllText(State, """{"url":"http://127.0.0.1:9/left","newest_before":"1","deactivates":true}""");

        (await _scene.ListenAsync(Listen, Variables())).Stop();

        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.Equal("valid", Config(1).GetProperty("state").GetString());
    }

    [Fact]
    public void An_address_that_does_not_lead_here_is_an_error_and_everything_is_put_back()
    {
        PipelineRun run = _scene.Module.Run(
            "Receive-RicloudEvent -Port $port -PublicUrl http://127.0.0.1:9/hooks -StatePath $state", Values());

        Assert.Equal("http://127.0.0.1:9/hooks", run.AssertError("PublicUrlUnreachable").TargetObject);
        Assert.Equal(1, Key());
        Assert.Equal("deactivated", Config(2).GetProperty("state").GetString());
        Assert.False(File.Exists(State));
    }

    [Fact]
    public async Task A_second_receiver_for_the_same_key_is_refused()
    {
        await _scene.ListenAsync(Listen, Variables());
        using var second = new ReceiverScene();
        second.Module.Run("Connect-Ricloud -Url $url -Token $token", Values()).AssertClean();

        second.Module.Run(Listen, Values("port")).AssertError("StateFileUnusable");

        Assert.Equal(2, Key());
    }

    [Fact]
    public async Task A_state_file_that_cannot_be_read_is_never_thrown_away()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(State)!);
        File.WriteAllText(State, "{\"url\":");

        _scene.Module.Run(Listen, Values()).AssertError("StateFileUnusable");

        Assert.Equal("{\"url\":", File.ReadAllText(State));
        Assert.Equal(1, Key());
    }

    private (string Name, object? Value)[] Variables() => [.. Values().Select(v => (v.Key, v.Value))];

    private Dictionary<string, object?> Values(string? without = null)
    {
        Dictionary<string, object?> values = new()
        {
            ["url"] = _emulator.Url.ToString().TrimEnd('/'),
            ["token"] = _emulator.Token,
            ["public"] = Url,
            ["state"] = State,
            ["port"] = _scene.Port,
        };
        if (without is not null)
        {
            values[without] = ReceiverScene.FreePort();
        }

        return values;
    }

    private void Run(string script) => _scene.Module.Run(script, Values()).AssertClean();

    private int Key()
    {
        JsonElement config = Get("/key").GetProperty("webhook_config");
        return config.ValueKind == JsonValueKind.Null ? 0 : config.GetInt32();
    }

    private JsonElement Config(int id) => Get($"/configs/webhook/{id}");

    private JsonElement Get(string path)
    {
        using HttpResponseMessage response = _emulator.Http.Send(new HttpRequestMessage(HttpMethod.Get, path));
        using JsonDocument body = JsonDocument.Parse(response.Content.ReadAsStream());
        return body.RootElement.Clone();
    }

    private HttpStatusCode Status(string path)
    {
        using HttpResponseMessage response = _emulator.Http.Send(new HttpRequestMessage(HttpMethod.Get, path));
        return response.StatusCode;
    }

    private Task EmitTaskAsync(string type, string target, string created) =>
        PostAsync("/_emulator/events", new { type = "task", action = "succeeded", data = new { id = 1, type, target, date_created = created } });

    private Task EmitAsync(string type, string action) => PostAsync("/_emulator/events", new { type, action, data = new { id = 1 } });

    private async Task PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await _emulator.Http.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode);
    }
}
