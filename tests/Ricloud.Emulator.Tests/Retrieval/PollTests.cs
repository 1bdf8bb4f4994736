using System;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Retrieval;

public sealed class PollTests(RetrievalEmulator shared) : IClassFixture<RetrievalEmulator>
{
    private static readonly string[] All = ["*"];
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task A_poll_makes_its_tasks_results_and_events_and_each_is_delivered_signed()
    {
        await using Receiver receiver = Receiver.Accepting();
        JsonElement config = await _emulator.CreateTestedAsync(receiver.Url);
        Answer session = await _emulator.CreateSessionAsync("whole");
        await _emulator.PostAsync("/keys/1", new { webhook_config = config.GetProperty("id").GetInt64() });

        JsonElement poll = await shared.PollAsync(new { session = session.Id, payload = new { info_types = new[] { "account" }, files = new[] { "file-1", "nowhere" } } });
        await receiver.NextAsync(8);
        await _emulator.SendAsync(HttpMethod.Post, "/keys/1", """{"webhook_config":null}""");

        Assert.Equal(2, poll.GetProperty("tasks_succeeded").GetArrayLength());
        long failed = poll.GetProperty("tasks_failed").EnumerateArray().Single().GetInt64();
        Assert.Equal($$"""[{"error":"not-found","task":{{failed}}}]""", poll.GetProperty("errors").GetRawText());
        JsonElement[] results = [.. poll.GetProperty("results").GetProperty("data").EnumerateArray()];
        Assert.Equal(["account", "file-1"], results.Select(result => result.GetProperty("identifier").GetString()));
        Assert.Equal(["json", "txt"], results.Select(result => result.GetProperty("type").GetString()));
        Assert.All(results, result => Assert.StartsWith("gs://bucket/place/", result.GetProperty("url").GetString(), StringComparison.Ordinal));
        string[] named = [.. receiver.Deliveries.Skip(1).Select(delivery => delivery.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["poll.completed", "poll.created", "task.created", "task.created", "task.created", "task.failed", "task.succeeded", "task.succeeded"], named);
        Assert.All(receiver.Deliveries, delivery => Assert.True(delivery.IsSignedWith(config.GetProperty("secret").GetString()!)));
        Assert.Equal(poll.GetRawText(), receiver.Deliveries.Single(delivery => delivery.Name == "poll.completed").Json.GetProperty("data").GetRawText());
        JsonElement task = receiver.Deliveries.First(delivery => delivery.Name == "task.succeeded").Json.GetProperty("data");
        Assert.Equal((await _emulator.GetAsync($"/tasks/{task.GetProperty("id")}")).Text, task.GetRawText());
    }

    [Theory]
    [InlineData("""{"info_types":["*"]}""", "mocks.info account", "mocks.info devices")]
    [InlineData("""{"data_types":["*","messages.sms","x.y"],"files":[]}""", "mocks.data contacts.contacts", "mocks.data messages.sms", "mocks.data messages.sms", "mocks.data x.y")]
    [InlineData("""{"files":["file-2"],"since":"2018-10-01T17:04:34Z"}""", "mocks.file file-2")]
    public async Task Each_entry_is_a_task(string payload, params string[] tasks)
    {
        Answer session = await _emulator.CreateSessionAsync("entries");
        Answer poll = await _emulator.SendAsync(HttpMethod.Post, "/polls", $$"""{"session":{{session.Id}},"payload":{{payload}} }""");
        await _emulator.WaitForAsync($"/polls/{poll.Id}", one => one.GetProperty("state").GetString() == "completed");
        JsonElement made = (await _emulator.GetAsync($"/tasks?poll={poll.Id}&limit=1000")).Json.GetProperty("data");

        Assert.Equal(tasks.Distinct().Order(), made.EnumerateArray().Select(task => $"{task.GetProperty("type").GetString()} {task.GetProperty("target").GetString()}").Order());
        Assert.All(made.EnumerateArray(), task => Assert.Equal(session.Id, task.GetProperty("session").ToString()));
    }

    [Fact]
    public async Task A_result_can_be_read_by_its_signed_url_until_it_ends_and_with_the_token()
    {
        Answer storage = await _emulator.CreateStorageAsync(new
        {
            url = "s3://signed/",
            credentials = new { access_key_id = "A" },
            signed_urls_enabled = true,
            signed_urls_expiry = 1,
        });
        Answer key = await _emulator.PostAsync("/keys", new { storage_config = storage.Id });
        (string Name, string? Value) asKey = ("Authorization", $"Token {key.Json.GetProperty("token").GetString()}");
        Answer session = await _emulator.CreateSessionAsync("signed");
        Answer poll = await _emulator.SendAsync(HttpMethod.Post, "/polls", $$"""{"session":{{session.Id}},"payload":{"info_types":["a b"]} }""", asKey);
        JsonElement done = await _emulator.WaitForAsync($"/polls/{poll.Id}", one => one.GetProperty("state").GetString() == "completed");
        JsonElement result = done.GetProperty("results").GetProperty("data")[0];
        string signed = result.GetProperty("signed_url").GetProperty("url").GetString()!;
        string own = $"/_emulator/storage/{result.GetProperty("id")}";

        string content = await _emulator.Http.GetStringAsync(new Uri(signed), TestContext.Current.CancellationToken);
        Answer forged = await _emulator.SendAsync(HttpMethod.Get, $"{own}/{new string('x', 43)}", null, ("Authorization", ""));
        await _emulator.WaitForAsync($"/results/{result.GetProperty("id")}", one => one.GetProperty("signed_url").ValueKind == JsonValueKind.Null);

        Assert.Equal($"s3://signed/{poll.Id}/{result.GetProperty("task")}/a%20b", result.GetProperty("url").GetString());
        Assert.Equal(content, (await _emulator.GetAsync(own)).Text);
        Assert.Equal(Encoding.UTF8.GetByteCount(content), result.GetProperty("size").GetInt32());
#pragma warning disable CA5351 // The API's checksum.
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(content))), result.GetProperty("checksum").GetString());
#pragma warning restore CA5351
        Assert.NotEmpty(JsonDocument.Parse(content).RootElement.GetProperty("data")[0].GetProperty("file").GetProperty("id").GetString()!);
        forged.AssertRefused(404, "not-found");
        (await _emulator.SendAsync(HttpMethod.Get, new Uri(signed).AbsolutePath, null, ("Authorization", ""))).AssertRefused(404, "not-found");
        (await _emulator.SendAsync(HttpMethod.Get, own, null, ("Authorization", ""))).AssertRefused(401, "unauthorized");
    }

    [Fact]
    public async Task An_acknowledged_result_is_consumed_once_and_hidden_from_lists()
    {
        Answer session = await _emulator.CreateSessionAsync("consumed");
        JsonElement poll = await shared.PollAsync(new { session = session.Id, payload = new { files = All } });
        string[] ids = [.. poll.GetProperty("results").GetProperty("data").EnumerateArray().Select(result => result.GetProperty("id").ToString())];
        string list = $"/results?poll={poll.GetProperty("id")}";

        Answer posted = await _emulator.SendAsync(HttpMethod.Post, $"/results/{ids[0]}/ack", "null");
        Answer got = await _emulator.GetAsync($"/results/{ids[0]}/ack");
        (await _emulator.PostAsync("/results/ack", new { results = new object[] { ids[1], 999999 } })).AssertRefused(400, "invalid-parameter", "results");
        int afterRefusal = (await _emulator.GetAsync(list)).Ids.Count;
        Answer many = await _emulator.PostAsync("/results/ack", new { results = ids });

        Assert.Equal("consumed", posted.State);
        Assert.NotEqual(JsonValueKind.Null, posted.Json.GetProperty("date_consumed").ValueKind);
        Assert.Equal(posted.Text, got.Text);
        Assert.Equal(2, afterRefusal);
        Assert.Equal(posted.Text, many.Json.GetProperty("data")[0].GetRawText());
        Assert.Empty((await _emulator.GetAsync(list)).Ids);
        Assert.Equal(3, (await _emulator.GetAsync(list + "&state=consumed")).Ids.Count);
        Assert.Equal(3, (await _emulator.GetAsync($"/polls/{poll.GetProperty("id")}")).Json.GetProperty("results").GetProperty("total_count").GetInt32());
        Answer ofTask = await _emulator.GetAsync($"/tasks/{poll.GetProperty("tasks_succeeded")[0]}/results");
        Assert.Equal(ids[0], ofTask.Ids.Single().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_session_that_ends_meanwhile_fails_its_polls_tasks()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--work-delay", "150ms");
        await emulator.CreateStorageAsync();
        Answer session = await emulator.CreateSessionAsync("gone");
        Answer poll = await emulator.PostAsync("/polls", new { session = session.Id, payload = new { info_types = All } });
        await emulator.DeleteAsync($"/sessions/{session.Id}");

        JsonElement done = await emulator.WaitForAsync($"/polls/{poll.Id}", one => one.GetProperty("state").GetString() == "completed");

        Assert.Equal(2, done.GetProperty("tasks_failed").GetArrayLength());
        Assert.All(done.GetProperty("errors").EnumerateArray(), error => Assert.Equal("session-expired", error.GetProperty("error").GetString()));
        Assert.Equal(0, done.GetProperty("results").GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task Without_a_valid_storage_config_nothing_is_retrieved_and_everything_else_works()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--work-delay", "10ms");
        Answer session = await emulator.CreateSessionAsync("early");
        object poll = new { session = session.Id, payload = new { info_types = All } };
        object subscription = new { session = session.Id, poll_payload = new { info_types = All } };

        (await emulator.PostAsync("/polls", poll)).AssertRefused(400, "unconfigured");
        (await emulator.PostAsync("/subscriptions", subscription)).AssertRefused(400, "unconfigured");
        Answer bad = await emulator.PostAsync("/configs/storage", new { url = "gs://b/p", credentials = new { access_key_id = "A" } });
        await emulator.PostAsync("/keys/1", new { storage_config = bad.Id });
        await emulator.CreateStorageAsync();
        Answer named = await emulator.PostAsync("/polls", poll);
        await emulator.SendAsync(HttpMethod.Post, "/keys/1", """{"storage_config":null}""");

        named.AssertRefused(400, "unconfigured");
        Assert.Contains($"Storage config {bad.Id}", named.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(201, (await emulator.PostAsync("/polls", poll)).Status);
        Assert.Equal(201, (await emulator.PostAsync("/subscriptions", subscription)).Status);
        Assert.Equal(201, (await emulator.PostAsync("/_emulator/events", new { type = "poll", action = "completed" })).Status);
    }

    [Theory]
    [InlineData("""{"payload":{"info_types":["*"]}}""", "session", "subscription")]
    [InlineData("""{"session":SESSION}""", "payload")]
    [InlineData("""{"session":SESSION,"payload":{}}""", "payload")]
    [InlineData("""{"session":SESSION,"payload":{"info_types":[]}}""", "payload")]
    [InlineData("""{"session":SESSION,"payload":{"info_types":"*"}}""", "payload")]
    [InlineData("""{"session":SESSION,"payload":{"info_types":[1]}}""", "payload")]
    [InlineData("""{"session":999999,"payload":{"info_types":["*"]}}""", "session")]
    [InlineData("""{"session":SESSION,"source":OTHER,"payload":{"info_types":["*"]}}""", "source")]
    [InlineData("""{"session":SESSION,"subscription":999999,"payload":{"info_types":["*"]}}""", "subscription")]
    public async Task A_poll_that_cannot_be_is_refused_by_name(string body, params string[] fields)
    {
        Answer session = await _emulator.CreateSessionAsync("refused");
        Answer other = await _emulator.CreateSessionAsync("another");
        body = body.Replace("SESSION", session.Id, StringComparison.Ordinal).Replace("OTHER", other.Json.GetProperty("source").GetProperty("id").ToString(), StringComparison.Ordinal);

        (await _emulator.SendAsync(HttpMethod.Post, "/polls", body)).AssertRefused(400, "invalid-parameter", fields);
    }

    [Fact]
    public async Task More_entries_than_a_poll_can_have_are_refused()
    {
        Answer session = await _emulator.CreateSessionAsync("many");
        string[] files = [.. Enumerable.Range(0, 1001).Select(i => $"f{i}")];

        (await _emulator.PostAsync("/polls", new { session = session.Id, payload = new { files } })).AssertRefused(400, "invalid-parameter", "payload");
    }
}
