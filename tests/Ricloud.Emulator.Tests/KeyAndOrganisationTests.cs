using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class KeyAndOrganisationTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task The_current_key_is_the_one_of_the_token()
    {
        Answer key = await _emulator.GetAsync("/key");

        Assert.Equal(
            ["id", "resource", "organisation", "type", "storage_config", "webhook_config", "token", "config", "state", "date_created", "date_expires"],
            key.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("key", key.Json.GetProperty("resource").GetString());
        Assert.Equal("standard", key.Json.GetProperty("type").GetString());
        Assert.Equal(_emulator.Token, key.Json.GetProperty("token").GetString());
        Assert.Equal(key.Text, (await _emulator.GetAsync($"/keys/{key.Id}")).Text);
    }

    [Fact]
    public async Task A_new_key_works_until_it_is_rotated_and_the_new_token_at_once()
    {
        Answer created = await _emulator.PostAsync("/keys", new { });
        string first = created.Json.GetProperty("token").GetString()!;
        Assert.Equal(201, created.Status);
        Assert.Equal(200, (await AsAsync(first)).Status);

        Answer rotated = await _emulator.SendAsync(HttpMethod.Post, $"/keys/{created.Id}/rotate");
        string second = rotated.Json.GetProperty("token").GetString()!;

        Assert.Equal(200, rotated.Status);
        Assert.NotEqual(first, second);
        (await AsAsync(first)).AssertRefused(401, "unauthorized");
        Assert.Equal(created.Id, (await AsAsync(second)).Id);
    }

    [Fact]
    public async Task A_deactivated_key_is_refused_and_an_active_one_can_bring_it_back()
    {
        Answer created = await _emulator.PostAsync("/keys", new { });
        string token = created.Json.GetProperty("token").GetString()!;

        Assert.Equal("deactivated", (await _emulator.PostAsync($"/keys/{created.Id}", new { state = "deactivated" })).State);
        (await AsAsync(token)).AssertRefused(401, "unauthorized");
        await _emulator.PostAsync($"/keys/{created.Id}", new { state = "active" });

        Assert.Equal(200, (await AsAsync(token)).Status);
        Assert.Contains(created.Json.GetProperty("id").GetInt64(), (await _emulator.GetAsync("/keys?limit=1000&state=active")).Ids);
    }

    [Theory]
    [InlineData("{}", "webhook_config", "storage_config", "state", "config")]
    [InlineData("""{"webhook_config":999999}""", "webhook_config")]
    [InlineData("""{"webhook_config":"","storage_config":true}""", "webhook_config", "storage_config")]
    [InlineData("""{"webhook_config":1.0}""", "webhook_config")]
    [InlineData("""{"state":"blocked"}""", "state")]
    public async Task A_key_update_that_is_not_allowed_is_refused_by_name(string body, params string[] fields) =>
        (await _emulator.SendAsync(HttpMethod.Post, "/keys/1", body)).AssertRefused(400, "invalid-parameter", fields);

    [Theory]
    [InlineData("{}", "name", "webhook_config_default", "storage_config_default", "config")]
    [InlineData("""{"config":{"publish_source_files":1}}""", "config")]
    [InlineData("""{"config":{"other":true}}""", "config")]
    [InlineData("""{"webhook_config_default":999999}""", "webhook_config_default")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"two\nlines","storage_config_default":[]}""", "name", "storage_config_default")]
    public async Task An_organisation_update_that_is_not_allowed_is_refused_by_name(string body, params string[] fields) =>
        (await _emulator.SendAsync(HttpMethod.Post, "/organisation", body)).AssertRefused(400, "invalid-parameter", fields);

    [Fact]
    public async Task A_reference_may_be_a_number_or_text_and_null_takes_it_away()
    {
        JsonElement config = await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("referred"));
        string id = config.GetProperty("id").ToString();

        Answer asText = await _emulator.SendAsync(HttpMethod.Post, "/organisation", $$"""{"webhook_config_default":"{{id}}"}""");
        Answer renamed = await _emulator.PostAsync("/organisation", new { name = "Renamed & Söhne" });
        Answer none = await _emulator.SendAsync(HttpMethod.Post, "/organisation", """{"webhook_config_default":null}""");

        Assert.Equal(id, asText.Json.GetProperty("webhook_config_default").ToString());
        Assert.Equal(JsonValueKind.Number, asText.Json.GetProperty("webhook_config_default").ValueKind);
        Assert.Equal(id, renamed.Json.GetProperty("webhook_config_default").ToString());
        Assert.Equal("Renamed & Söhne", renamed.Json.GetProperty("name").GetString());
        Assert.Equal("renamed-söhne", renamed.Json.GetProperty("slug").GetString());
        Assert.Equal(JsonValueKind.Null, none.Json.GetProperty("webhook_config_default").ValueKind);
    }

    [Fact]
    public async Task The_organisation_nests_its_configs_and_is_active_while_a_storage_config_is_valid()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        await emulator.CreateTestedAsync(emulator.ReceiverUrl("x"));
        Answer before = await emulator.GetAsync("/organisation");
        Answer storage = await emulator.CreateStorageAsync();
        Answer after = await emulator.GetAsync("/organisation");
        await emulator.PostAsync($"/configs/storage/{storage.Id}", new { state = "deactivated" });

        Assert.Equal("unconfigured", before.State);
        Assert.Equal("active", after.State);
        Assert.Equal("unconfigured", (await emulator.GetAsync("/organisation")).State);
        Assert.Equal("list", before.Json.GetProperty("storage_configs").GetProperty("resource").GetString());
        Assert.Equal(
            (await emulator.GetAsync("/configs/webhook")).Text, after.Json.GetProperty("webhook_configs").GetRawText());
    }

    [Fact]
    public async Task The_organisation_and_a_key_keep_their_config()
    {
        Answer organisation = await _emulator.SendAsync(HttpMethod.Post, "/organisation", """{"config":{"publish_source_files":true}}""");
        Answer key = await _emulator.SendAsync(HttpMethod.Post, "/keys", """{"config":{"publish_source_files":false}}""");

        Assert.True(organisation.Json.GetProperty("config").GetProperty("publish_source_files").GetBoolean());
        Assert.False((await _emulator.GetAsync($"/keys/{key.Id}")).Json.GetProperty("config").GetProperty("publish_source_files").GetBoolean());
        Assert.Equal("standard", organisation.Json.GetProperty("type").GetString());
        Assert.Equal("3", organisation.Json.GetProperty("api_version").GetString());
        Assert.Equal("default", organisation.Json.GetProperty("permissions").GetProperty("identifier").GetString());
    }

    private Task<Answer> AsAsync(string token) =>
        _emulator.SendAsync(HttpMethod.Get, "/key", null, ("Authorization", $"Token {token}"));
}
