using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class StorageConfigTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task A_created_config_is_new_and_becomes_valid_by_its_shape()
    {
        Answer created = await _emulator.SendAsync(
            HttpMethod.Post, "/configs/storage", """{"url":"gs://bucket/place","type":"s3","credentials":{"key":"Zoë","n":1e400}}""");

        Assert.Equal(201, created.Status);
        Assert.Equal(
            ["id", "resource", "organisation", "type", "url", "credentials", "signed_urls_enabled", "signed_urls_expiry", "state", "date_created"],
            created.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("new", created.State);
        Assert.Equal("gs", created.Json.GetProperty("type").GetString());
        foreach (string answer in (string[])[created.Text, (await _emulator.GetAsync("/organisation")).Text, (await _emulator.GetAsync("/configs/storage")).Text,
            (await _emulator.PostAsync($"/configs/storage/{created.Id}", new { credentials = new { key = "Zoë" } })).Text, (await _emulator.GetAsync("/events?limit=1000")).Text])
        {
            Assert.DoesNotContain("Zoë", answer, System.StringComparison.Ordinal);
        }

        Assert.Equal(JsonValueKind.Null, created.Json.GetProperty("credentials").ValueKind);
        await _emulator.WaitForAsync($"/configs/storage/{created.Id}", c => c.GetProperty("state").GetString() == "valid");
    }

    [Theory]
    [InlineData("""{"url":"gs://bucket/place","credentials":{"access_key_id":"AKIA","secret_access_key":"x"}}""")]
    [InlineData("""{"url":"s3://bucket/place","credentials":{"client_email":"a@b","private_key":"x"}}""")]
    [InlineData("""{"url":"s3://bucket","credentials":{}}""")]
    public async Task A_shape_that_cannot_be_used_becomes_invalid(string body)
    {
        Answer created = await _emulator.SendAsync(HttpMethod.Post, "/configs/storage", body);

        await _emulator.WaitForAsync($"/configs/storage/{created.Id}", c => c.GetProperty("state").GetString() == "invalid");
        Answer task = await _emulator.PostAsync($"/configs/storage/{created.Id}/test", awaitSeconds: "5");
        Assert.Equal("storage_config.test", task.Json.GetProperty("type").GetString());
        Assert.Equal("failed", task.State);
        Assert.Equal("invalid-storage", task.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task It_is_updated_listed_deactivated_and_deleted_as_webhook_configs_are()
    {
        Answer created = await _emulator.PostAsync("/configs/storage", new { url = "s3://one", credentials = new { access_key_id = "A" } });
        string path = $"/configs/storage/{created.Id}";
        Answer updated = await _emulator.PostAsync(path, new { url = "gs://two", credentials = new { client_email = "a@b" }, signed_urls_enabled = true, signed_urls_expiry = 60 });
        await _emulator.WaitForAsync(path, c => c.GetProperty("state").GetString() == "valid");
        await _emulator.PostAsync("/organisation", new { storage_config_default = created.Json.GetProperty("id").GetInt64() });
        Answer asleep = await _emulator.PostAsync(path, new { state = "deactivated" });

        Assert.Equal("new", updated.State);
        Assert.Equal("gs://two", updated.Json.GetProperty("url").GetString());
        Assert.Equal("gs", updated.Json.GetProperty("type").GetString());
        Assert.True(updated.Json.GetProperty("signed_urls_enabled").GetBoolean());
        Assert.Equal(60, updated.Json.GetProperty("signed_urls_expiry").GetInt32());
        Assert.Equal("deactivated", asleep.State);
        Assert.DoesNotContain(created.Json.GetProperty("id").GetInt64(), (await _emulator.GetAsync("/configs/storage?limit=1000")).Ids);
        Assert.Contains(created.Json.GetProperty("id").GetInt64(), (await _emulator.GetAsync("/configs/storage?state=deactivated")).Ids);
        Assert.Equal(asleep.Text, (await _emulator.DeleteAsync(path)).Text);
        (await _emulator.GetAsync(path)).AssertRefused(404, "not-found");
        Assert.Equal(JsonValueKind.Null, (await _emulator.GetAsync("/organisation")).Json.GetProperty("storage_config_default").ValueKind);
    }

    [Theory]
    [InlineData("{}", "url", "credentials")]
    [InlineData("""{"url":"gs://a"}""", "credentials")]
    [InlineData("""{"url":"no scheme","credentials":{}}""", "url")]
    [InlineData("""{"url":"s3:","credentials":{}}""", "url")]
    [InlineData("""{"url":"local:///place","credentials":{}}""", "url")]
    [InlineData("""{"url":"https://bucket/place","credentials":{}}""", "url")]
    [InlineData("""{"url":"s3://a","credentials":"text","signed_urls_enabled":1,"signed_urls_expiry":0}""", "credentials", "signed_urls_enabled", "signed_urls_expiry")]
    public async Task What_is_not_allowed_is_refused_by_name(string body, params string[] fields) =>
        (await _emulator.SendAsync(HttpMethod.Post, "/configs/storage", body)).AssertRefused(400, "invalid-parameter", fields);
}
