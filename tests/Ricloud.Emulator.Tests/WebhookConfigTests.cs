using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class WebhookConfigTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private const string DeadUrl = "http://127.0.0.1:1/";
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task A_created_config_is_new_and_becomes_valid_when_its_receiver_accepts_the_test()
    {
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = _emulator.ReceiverUrl("created") });

        Assert.Equal(201, created.Status);
        Assert.Equal("application/json", created.ContentType);
        Assert.Equal(
            ["id", "resource", "organisation", "url", "secret", "state", "date_created"],
            created.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Number, created.Json.GetProperty("id").ValueKind);
        Assert.Equal("webhook_config", created.Json.GetProperty("resource").GetString());
        Assert.Equal("new", created.State);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", created.Json.GetProperty("date_created").GetString());
        await _emulator.WaitForAsync($"/configs/webhook/{created.Id}", c => c.GetProperty("state").GetString() == "valid");
    }

    [Fact]
    public async Task A_config_whose_receiver_is_not_there_becomes_invalid_and_the_task_says_why()
    {
        JsonElement config = await _emulator.CreateTestedAsync(DeadUrl);
        Answer tasks = await _emulator.GetAsync($"/tasks?target={config.GetProperty("id")}");

        Assert.Equal("invalid", config.GetProperty("state").GetString());
        JsonElement task = Assert.Single(tasks.Json.GetProperty("data").EnumerateArray());
        Assert.Equal("failed", task.GetProperty("state").GetString());
        Assert.Equal("connection-refused", task.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Secrets_are_long_and_differ_and_survive_updates()
    {
        Answer one = await _emulator.PostAsync("/configs/webhook", new { url = DeadUrl });
        Answer two = await _emulator.PostAsync("/configs/webhook", new { url = DeadUrl });
        Answer updated = await _emulator.PostAsync($"/configs/webhook/{one.Id}", new { state = "deactivated" });

        string secret = one.Json.GetProperty("secret").GetString()!;
        Assert.True(secret.Length >= 32);
        Assert.NotEqual(secret, two.Json.GetProperty("secret").GetString());
        Assert.Equal(secret, updated.Json.GetProperty("secret").GetString());
    }

    [Fact]
    public async Task An_update_of_the_url_sets_new_and_tests_again()
    {
        JsonElement config = await _emulator.CreateTestedAsync(DeadUrl);
        string path = $"/configs/webhook/{config.GetProperty("id")}";

        Answer updated = await _emulator.PostAsync(path, new { url = _emulator.ReceiverUrl("updated") });

        Assert.Equal(200, updated.Status);
        Assert.Equal("new", updated.State);
        await _emulator.WaitForAsync(path, c => c.GetProperty("state").GetString() == "valid");
    }

    [Fact]
    public async Task An_update_to_new_tests_again_even_when_nothing_changed()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("again"));

        Answer updated = await _emulator.PostAsync($"/configs/webhook/{config.GetProperty("id")}", new { state = "new" });

        Assert.Equal("new", updated.State);
        await _emulator.WaitForAsync(
            $"/tasks?target={config.GetProperty("id")}&state=succeeded", l => l.GetProperty("total_count").GetInt64() == 2);
    }

    [Fact]
    public async Task A_deactivation_tests_nothing_and_hides_the_config_from_lists()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("hidden"));
        long id = config.GetProperty("id").GetInt64();

        Answer updated = await _emulator.PostAsync($"/configs/webhook/{id}", new { state = "deactivated" });

        Assert.Equal("deactivated", updated.State);
        Assert.DoesNotContain(id, (await _emulator.GetAsync("/configs/webhook?limit=1000")).Ids);
        Assert.Contains(id, (await _emulator.GetAsync("/configs/webhook?limit=1000&state=deactivated")).Ids);
        Assert.Equal(200, (await _emulator.GetAsync($"/configs/webhook/{id}")).Status);
        Assert.Equal(1, (await _emulator.GetAsync($"/tasks?target={id}")).Json.GetProperty("total_count").GetInt64());
    }

    [Fact]
    public async Task A_test_of_a_deactivated_config_runs_and_leaves_its_state()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("asleep"));
        string path = $"/configs/webhook/{config.GetProperty("id")}";
        await _emulator.PostAsync(path, new { state = "deactivated" });

        Answer task = await _emulator.PostAsync($"{path}/test", awaitSeconds: "10");

        Assert.Equal("succeeded", task.State);
        Assert.Equal("deactivated", (await _emulator.GetAsync(path)).State);
    }

    [Fact]
    public async Task A_deleted_config_is_answered_as_it_was_and_is_gone()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("deleted"));
        string path = $"/configs/webhook/{config.GetProperty("id")}";

        Answer deleted = await _emulator.DeleteAsync(path);

        Assert.Equal(200, deleted.Status);
        Assert.Equal(config.GetRawText(), deleted.Json.GetRawText());
        (await _emulator.GetAsync(path)).AssertRefused(404, "not-found");
        (await _emulator.DeleteAsync(path)).AssertRefused(404, "not-found");
    }

    [Fact]
    public async Task Deleting_clears_references_and_deactivating_keeps_them()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("referred"));
        long id = config.GetProperty("id").GetInt64();
        Answer key = await _emulator.PostAsync("/keys", new { webhook_config = id });
        await _emulator.PostAsync("/organisation", new { webhook_config_default = id });

        await _emulator.PostAsync($"/configs/webhook/{id}", new { state = "deactivated" });
        Assert.Equal(id, (await _emulator.GetAsync("/organisation")).Json.GetProperty("webhook_config_default").GetInt64());
        Assert.Equal(id, (await _emulator.GetAsync($"/keys/{key.Id}")).Json.GetProperty("webhook_config").GetInt64());

        await _emulator.DeleteAsync($"/configs/webhook/{id}");
        Assert.Equal(JsonValueKind.Null, (await _emulator.GetAsync("/organisation")).Json.GetProperty("webhook_config_default").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await _emulator.GetAsync($"/keys/{key.Id}")).Json.GetProperty("webhook_config").ValueKind);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/A/../b/./%7e%2F?q=%20&x=[1]#part")]
    [InlineData("HTTP://User:pa%73s@LOCALHOST:1/")]
    [InlineData("http://127.0.0.1:1/東京/Zoë/😀?\"<>|^`{}\\")]
    [InlineData("http://münchen.invalid/")]
    public async Task A_url_is_kept_exactly_as_given(string url)
    {
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url });

        Assert.Equal(url, created.Json.GetProperty("url").GetString());
        Assert.Equal(url, (await _emulator.GetAsync($"/configs/webhook/{created.Id}")).Json.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_very_long_url_is_kept()
    {
        string url = DeadUrl + new string('x', 500_000);

        Answer created = await _emulator.PostAsync("/configs/webhook", new { url });

        Assert.Equal(url, (await _emulator.GetAsync($"/configs/webhook/{created.Id}")).Json.GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"url":null}""")]
    [InlineData("""{"url":""}""")]
    [InlineData("""{"url":7}""")]
    [InlineData("""{"url":["http://a/"]}""")]
    [InlineData("""{"url":"ftp://a/"}""")]
    [InlineData("""{"url":"/configs"}""")]
    [InlineData("""{"url":"http:/a"}""")]
    [InlineData("""{"url":"http:///a"}""")]
    [InlineData("""{"url":"http://a b/"}""")]
    [InlineData("""{"url":" http://a/"}""")]
    [InlineData("""{"url":"http://a/\u0000"}""")]
    [InlineData("""{"url":"http://a/\u2003"}""")]
    [InlineData("""{"url":"http://a/\ud800"}""")]
    [InlineData("""{"url":"http://a:99999/"}""")]
    [InlineData("""{"url":"http://[::1/"}""")]
    public async Task A_url_that_no_receiver_can_have_is_refused(string body)
    {
        long before = (await _emulator.GetAsync("/configs/webhook")).Json.GetProperty("total_count").GetInt64();

        (await _emulator.SendAsync(HttpMethod.Post, "/configs/webhook", body)).AssertRefused(400, "invalid-parameter", "url");

        Assert.Equal(before, (await _emulator.GetAsync("/configs/webhook")).Json.GetProperty("total_count").GetInt64());
    }

    [Theory]
    [InlineData("{}", "state", "url")]
    [InlineData("""{"secret":"mine"}""", "state", "url")]
    [InlineData("""{"state":"valid"}""", "state")]
    [InlineData("""{"state":null}""", "state")]
    [InlineData("""{"state":1,"url":null}""", "state", "url")]
    public async Task An_update_that_is_not_allowed_changes_nothing(string body, params string[] fields)
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("kept"));
        string path = $"/configs/webhook/{config.GetProperty("id")}";

        (await _emulator.SendAsync(HttpMethod.Post, path, body)).AssertRefused(400, "invalid-parameter", fields);

        Assert.Equal(config.GetRawText(), (await _emulator.GetAsync(path)).Json.GetRawText());
    }
}
