using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Retrieval;

public sealed class SessionTests(RetrievalEmulator shared) : IClassFixture<RetrievalEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task A_known_identifier_answers_its_user_and_is_not_made_twice()
    {
        Answer first = await _emulator.PostAsync("/users", new { identifier = "known" });
        Answer second = await _emulator.PostAsync("/users", new { identifier = "known" });

        Assert.Equal(201, first.Status);
        Assert.Equal(200, second.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, (await _emulator.GetAsync("/users?identifier=known")).Json.GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task A_session_is_made_pending_and_becomes_active_with_its_source()
    {
        Answer user = await _emulator.PostAsync("/users", new { identifier = "pending" });
        Answer made = await _emulator.PostAsync(
            "/sessions", new { source = new { user = user.Id, type = "mocks.mock", identifier = "pending" }, payload = new { password = "s3cret-of-jo" } });
        JsonElement active = await _emulator.WaitForAsync($"/sessions/{made.Id}", session => session.GetProperty("state").GetString() != "pending");

        Assert.Equal("pending", made.State);
        Assert.Equal("unvalidated", made.Json.GetProperty("source").GetProperty("state").GetString());
        Assert.Equal("active", active.GetProperty("state").GetString());
        Assert.Equal("active", active.GetProperty("source").GetProperty("state").GetString());
        Answer task = await _emulator.GetAsync($"/tasks?session={made.Id}");
        Assert.Equal("mocks.session", task.Json.GetProperty("data")[0].GetProperty("type").GetString());
        foreach (string path in (string[])["/sessions?limit=1000", "/tasks?limit=1000", "/events?limit=1000", $"/sessions/{made.Id}"])
        {
            Assert.DoesNotContain("s3cret-of-jo", (await _emulator.GetAsync(path)).Text, System.StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("icloud.account", """{"password":"x"}""", "failed", "code-required")]
    [InlineData("icloud.account", """{"password":"x","code":"000000"}""", "failed", "code-required")]
    [InlineData("icloud.account", """{"password":"x","code":"123456"}""", "active", null)]
    [InlineData("rirelay.instance", """{"code":"000000"}""", "failed", "code-invalid")]
    [InlineData("rirelay.instance", """{"code":"ABC"}""", "active", null)]
    [InlineData("mocks.mock", """{"password":"000000"}""", "active", null)]
    public async Task A_session_awaited_says_how_it_went(string type, string payload, string state, string? error)
    {
        string name = $"{type} {payload}";
        Answer user = await _emulator.PostAsync("/users", new { identifier = name });
        Answer session = await _emulator.SendAsync(
            HttpMethod.Post, "/sessions", $$"""{"source":{"user":{{user.Id}},"type":"{{type}}","identifier":"me"},"payload":{{payload}} }""", ("Ricloud-Await", "10"));

        Assert.Equal(state, session.State);
        Assert.Equal(error, session.Json.GetProperty("error").GetString());
        JsonElement source = session.Json.GetProperty("source");
        Assert.Equal(state == "active" ? "active" : "unvalidated", source.GetProperty("state").GetString());
        Assert.Equal(type == "rirelay.instance" && state == "active" ? ["rirelay.source"] : [], TypesOf(source.GetProperty("children").GetProperty("data")));
        Answer task = await _emulator.GetAsync($"/tasks?session={session.Id}&state={(error is null ? "succeeded" : "failed")}");
        Assert.Equal(error, task.Json.GetProperty("data")[0].GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_same_user_type_and_identifier_are_the_same_source()
    {
        Answer first = await _emulator.CreateSessionAsync("same");
        Answer second = await _emulator.CreateSessionAsync("same");
        Answer other = await _emulator.CreateSessionAsync("other");
        JsonElement source = first.Json.GetProperty("source");
        string id = source.GetProperty("id").ToString();
        Answer byId = await _emulator.SendAsync(HttpMethod.Post, "/sessions", $$"""{"source":"{{id}}","payload":{"password":"x"} }""", ("Ricloud-Await", "10"));

        Assert.Equal(source.GetRawText(), second.Json.GetProperty("source").GetRawText());
        Assert.NotEqual(id, other.Json.GetProperty("source").GetProperty("id").ToString());
        Assert.Equal("active", byId.State);
        Assert.Equal(3, (await _emulator.GetAsync($"/sessions?source={id}")).Json.GetProperty("total_count").GetInt32());
        Assert.Equal(
            $"{id}", (await _emulator.GetAsync($"/sources?user={first.Json.GetProperty("user")}&identifier=same")).Ids.Single().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_deleted_session_is_expired_once_and_says_so_in_one_event()
    {
        await using Receiver receiver = Receiver.Accepting();
        JsonElement config = await _emulator.CreateTestedAsync(receiver.Url);
        Answer key = await _emulator.PostAsync("/keys", new { webhook_config = config.GetProperty("id").GetInt64() });
        Answer user = await _emulator.PostAsync("/users", new { identifier = "deleted" });
        Answer session = await _emulator.SendAsync(
            HttpMethod.Post, "/sessions", $$"""{"source":{"user":{{user.Id}},"type":"mocks.mock","identifier":"x"},"payload":{"password":"x"} }""",
            ("Authorization", $"Token {key.Json.GetProperty("token").GetString()}"), ("Ricloud-Await", "10"));

        Answer ended = await _emulator.DeleteAsync($"/sessions/{session.Id}");
        Answer again = await _emulator.DeleteAsync($"/sessions/{session.Id}");

        Assert.Equal("expired", ended.State);
        Assert.Equal("organisation", ended.Json.GetProperty("error").GetString());
        Assert.Equal(ended.Text, again.Text);
        ReceivedDelivery told = await receiver.NextAsync(3);
        Assert.Equal(["webhook_config.test", "task.created", "task.succeeded"], receiver.Deliveries.Take(3).Select(delivery => delivery.Name));
        Assert.Equal("session.expired", told.Name);
        Assert.Equal(ended.Text, told.Json.GetProperty("data").GetRawText());
        Assert.True(told.IsSignedWith(config.GetProperty("secret").GetString()!));
        Assert.Equal(4, receiver.Deliveries.Count);
    }

    [Fact]
    public async Task A_session_that_is_not_used_expires_and_one_with_a_subscription_does_not()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--work-delay=10ms", "--session-idle", "400ms");
        await emulator.CreateStorageAsync();
        Answer kept = await emulator.CreateSessionAsync("kept");
        await emulator.PostAsync("/subscriptions", new { session = kept.Id, poll_payload = new { info_types = new[] { "*" } } });
        Answer left = await emulator.CreateSessionAsync("left");

        JsonElement expired = await emulator.WaitForAsync($"/sessions/{left.Id}", session => session.GetProperty("state").GetString() == "expired");

        Assert.Equal("api", expired.GetProperty("error").GetString());
        Assert.NotEqual(JsonValueKind.Null, expired.GetProperty("date_expired").ValueKind);
        Assert.Equal(1, (await emulator.GetAsync("/events?type=session&action=expired")).Json.GetProperty("total_count").GetInt32());
        Assert.Equal("active", (await emulator.GetAsync($"/sessions/{kept.Id}")).State);
        (await emulator.PostAsync("/polls", new { session = left.Id, payload = new { info_types = new[] { "*" } } })).AssertRefused(400, "session-expired");
    }

    [Theory]
    [InlineData("{}", "source", "payload")]
    [InlineData("""{"source":{},"payload":[]}""", "source", "payload")]
    [InlineData("""{"source":{"user":1,"type":"mocks.mock"},"payload":{"password":"x"}}""", "source.identifier")]
    [InlineData("""{"source":{"user":999999,"type":"mocks.mock","identifier":"x"},"payload":{"password":"x"}}""", "source.user")]
    [InlineData("""{"source":{"user":1,"type":"nobody.knows","identifier":"x"},"payload":{"password":"x"}}""", "source.type")]
    [InlineData("""{"source":{"user":1,"type":"rirelay.source"},"payload":{"password":"x"}}""", "source.type")]
    [InlineData("""{"source":{"user":1,"type":"icloud.account","identifier":"x"},"payload":{"code":"1"}}""", "payload")]
    [InlineData("""{"source":{"user":1,"type":"rirelay.instance"},"payload":{"password":"x"}}""", "payload")]
    [InlineData("""{"source":999999,"payload":{"password":"x"}}""", "source")]
    public async Task A_session_that_cannot_be_is_refused_by_name(string body, params string[] fields)
    {
        await _emulator.PostAsync("/users", new { identifier = "first" });
        long before = (await _emulator.GetAsync("/sources")).Json.GetProperty("total_count").GetInt64();

        (await _emulator.SendAsync(HttpMethod.Post, "/sessions", body)).AssertRefused(400, "invalid-parameter", fields);

        Assert.Equal(before, (await _emulator.GetAsync("/sources")).Json.GetProperty("total_count").GetInt64());
    }

    [Fact]
    public async Task Without_the_scope_of_a_sources_type_there_is_no_session()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--work-delay=10ms");
        await emulator.CreateStorageAsync();
        await emulator.SendAsync(HttpMethod.Post, "/permissions/1", """{"scopes":{"source_type:mocks.*":[],"task_type:mocks.info":[]}}""");
        Answer session = await emulator.CreateSessionAsync("scoped");

        (await emulator.PostAsync("/sessions", new { source = new { user = 1, type = "icloud.account", identifier = "x" }, payload = new { password = "x" } }))
            .AssertRefused(403, "missing-scope");
        (await emulator.PostAsync("/polls", new { session = session.Id, payload = new { data_types = new[] { "messages.sms" } } })).AssertRefused(403, "missing-scope");
        Assert.Equal(201, (await emulator.PostAsync("/polls", new { session = session.Id, payload = new { info_types = new[] { "account" } } })).Status);
        (await emulator.SendAsync(HttpMethod.Post, "/permissions/1", """{"scopes":{"mocks":[]}}""")).AssertRefused(400, "invalid-parameter", "scopes");
    }

    private static string[] TypesOf(JsonElement sources) => [.. sources.EnumerateArray().Select(source => source.GetProperty("type").GetString()!)];
}
