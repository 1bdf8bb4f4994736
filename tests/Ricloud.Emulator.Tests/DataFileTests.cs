using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Ricloud.Tests.Events;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class DataFileTests : IDisposable
{
    /// <summary>RICLOUD_CHAOS_KILLS asks for more of them.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_CHAOS_KILLS"), out int kills) ? kills : 8;

    private readonly TemporaryFolder _folder = new();

    private string DataPath => _folder.File("emulator.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_there_at_the_next_start()
    {
        JsonElement config;
        string organisation;
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath))
        {
            config = await first.CreateTestedAsync(first.ReceiverUrl("kept"));
            await first.PostAsync("/organisation", new { name = "Zoë & 東京", webhook_config_default = 1 });
            await first.PostAsync("/keys/1", new { webhook_config = 1 });
            organisation = (await first.GetAsync("/organisation")).Text;
            await first.KillAsync();
        }

        await using RunningEmulator second = await RunningEmulator.StartAsync("--data", DataPath);

        Assert.Equal(config.GetRawText(), (await second.GetAsync("/configs/webhook/1")).Text);
        Assert.Equal(organisation, (await second.GetAsync("/organisation")).Text);
        Assert.Equal(DataPath, JsonDocument.Parse(second.ReadyLine).RootElement.GetProperty("data").GetString());
    }

    /// <summary>The file is of an emulator that knew configs, keys, tasks and events only.</summary>
    [Fact]
    public async Task A_file_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it()
    {
        await using (FileStream packed = File.OpenRead(Path.Combine(Path.GetDirectoryName(RunningEmulator.Executable)!, "..", "..", "tests", "fixtures", "emulator-version-1.db.gz")))
        await using (GZipStream content = new(packed, CompressionMode.Decompress))
        await using (FileStream file = File.Create(DataPath))
        {
            await content.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        for (int start = 0; start < 2; start++)
        {
            await using RunningEmulator emulator = await RunningEmulator.StartAsync("--data", DataPath, "--work-delay=10ms");
            Assert.Equal("v1tok", emulator.Token);
            JsonElement organisation = (await emulator.GetAsync("/organisation")).Json;
            Assert.Equal("Version 1", organisation.GetProperty("name").GetString());
            Assert.Equal("active", organisation.GetProperty("state").GetString());
            Assert.Equal(1, organisation.GetProperty("webhook_config_default").GetInt32());
            Assert.Equal("{}", organisation.GetProperty("config").GetRawText());
            Assert.Equal([1], (await emulator.GetAsync("/configs/webhook?state=deactivated")).Ids);
            Assert.Equal(1, (await emulator.GetAsync("/keys/2")).Json.GetProperty("storage_config").GetInt32());
            JsonElement task = (await emulator.GetAsync("/tasks?target=2&type=storage_config.test")).Json.GetProperty("data")[0];
            Assert.Equal("succeeded", task.GetProperty("state").GetString());
            Assert.Equal("local", (await emulator.GetAsync("/configs/storage/2")).Json.GetProperty("type").GetString());
            Assert.Equal(start == 0 ? 3 : 4, (await emulator.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:1/new" })).Json.GetProperty("id").GetInt32());
            Answer session = await emulator.CreateSessionAsync("upgraded");
            Answer poll = await emulator.PostAsync("/polls", new { session = session.Id, payload = new { info_types = new[] { "account" } } });
            await emulator.WaitForAsync($"/polls/{poll.Id}", one => one.GetProperty("state").GetString() == "completed");
            await emulator.KillAsync();
        }
    }

    [Fact]
    public async Task What_sessions_polls_and_subscriptions_were_doing_goes_on_after_a_crash()
    {
        string session;
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath, "--work-delay", "30ms"))
        {
            await first.CreateStorageAsync();
            session = (await first.CreateSessionAsync("crash")).Id;
            await first.PostAsync("/subscriptions", new { session, poll_payload = new { data_types = new[] { "messages.sms" } } });
            await first.PostAsync("/sessions", new { source = new { user = 1, type = "mocks.mock", identifier = "second" }, payload = new { password = "x" } });
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(201, (await first.PostAsync("/polls", new { session, payload = new { info_types = new[] { "*" } } })).Status);
            }

            await first.KillAsync();
        }

        await using RunningEmulator second = await RunningEmulator.StartAsync("--data", DataPath, "--work-delay", "10ms");
        await second.WaitForAsync("/polls?state=completed", page => page.GetProperty("total_count").GetInt32() == 21);

        Assert.Equal("active", (await second.GetAsync("/sessions/2")).State);
        Assert.Equal(41, (await second.GetAsync("/results?limit=1")).Json.GetProperty("total_count").GetInt32());
        foreach (string action in (string[])["created", "completed"])
        {
            Assert.Equal(21, (await second.GetAsync($"/events?type=poll&action={action}&limit=1")).Json.GetProperty("total_count").GetInt32());
        }

        foreach (string state in (string[])["created", "succeeded"])
        {
            // One task of the storage config's test, two of sessions, and those of polls.
            Assert.Equal(44, (await second.GetAsync($"/events?type=task&action={state}&limit=1")).Json.GetProperty("total_count").GetInt32());
        }
    }

    [Theory]
    [MemberData(nameof(SmallDisk.Rounds), MemberType = typeof(SmallDisk))]
    public async Task A_full_disk_costs_nothing_that_was_acknowledged_and_keeps_nothing_that_was_refused(int bytes, int refusals)
    {
        using SmallDisk disk = new(2048);
        string data = disk.PathOf("emulator.db");
        List<string> kept = [];
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", data))
        {
            disk.Fill(left: 65_536);
            int refused = 0;
            for (int i = 0; refused < refusals; i++)
            {
                refused += await TryAsync(first, $"full-{i}") ? 0 : 1;
            }

            Assert.Equal(200, (await first.GetAsync("/organisation")).Status);
            disk.MakeRoom();
            for (int i = 0; i < 3; i++)
            {
                Assert.True(await TryAsync(first, $"room-{i}"));
            }

            await first.KillAsync();
        }

        await using RunningEmulator second = await RunningEmulator.StartAsync("--data", data);
        JsonElement list = (await second.GetAsync("/configs/webhook?limit=1000")).Json;
        Assert.Equal(kept, list.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("url").GetString()!).Reverse());

        async Task<bool> TryAsync(RunningEmulator emulator, string name)
        {
            string url = $"http://127.0.0.1:9/{name}/{new string('x', Math.Min(bytes, 4000))}";
            Answer answer = await emulator.PostAsync("/configs/webhook", new { url });
            Assert.True(answer.Status is 201 or 500, answer.Text);
            if (answer.Status == 201)
            {
                kept.Add(url);
            }

            return answer.Status == 201;
        }
    }

    [Fact]
    public async Task The_token_stays_unless_another_is_given_which_the_first_key_then_has()
    {
        string token;
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath))
        {
            token = first.Token;
            await first.PostAsync("/keys/1", new { state = "deactivated" });
        }

        await using (RunningEmulator second = await RunningEmulator.StartAsync("--data", DataPath))
        {
            Assert.Equal(token, second.Token);
            Assert.Equal(200, (await second.GetAsync("/key")).Status);
        }

        await using RunningEmulator third = await RunningEmulator.StartAsync("--data", DataPath, "--token", "another");
        Assert.Equal("another", third.Token);
        Assert.Equal("1", (await third.GetAsync("/key")).Id);
        (await third.SendAsync(HttpMethod.Get, "/key", null, ("Authorization", $"Token {token}"))).AssertRefused(401, "unauthorized");
    }

    [Fact]
    public async Task A_deleted_configs_id_is_never_given_out_again_and_stays_a_cursor()
    {
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath))
        {
            await first.CreateTestedAsync("http://127.0.0.1:1/");
            await first.CreateTestedAsync("http://127.0.0.1:1/");
            await first.DeleteAsync("/configs/webhook/2");
        }

        await using RunningEmulator second = await RunningEmulator.StartAsync("--data", DataPath);

        Assert.Equal([1], (await second.GetAsync("/configs/webhook?after_id=2")).Ids);
        Assert.Equal("3", (await second.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:1/" })).Id);
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused_until_the_first_has_ended()
    {
        await using RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath);
        string link = _folder.File("link.db");
        File.CreateSymbolicLink(link, DataPath);
        string hardLink = Path.Combine(Directory.CreateDirectory(_folder.File("other")).FullName, "hard.db");
        List<string> paths = [DataPath, link];
        if (!OperatingSystem.IsWindows())
        {
            using Process ln = Process.Start("ln", [DataPath, hardLink]);
            await ln.WaitForExitAsync(TestContext.Current.CancellationToken);
            paths.Add(hardLink);
        }

        foreach (string path in paths)
        {
            (int exitCode, string output, string errors) = await RunningEmulator.RunAsync(null, "--data", path);
            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.Contains("in use", errors, StringComparison.Ordinal);
            Assert.Contains(path == hardLink ? hardLink : DataPath, errors, StringComparison.Ordinal);
        }

        Assert.Equal(201, (await first.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:1/" })).Status);
        await first.KillAsync();
        await using RunningEmulator next = await RunningEmulator.StartAsync("--data", DataPath);
        Assert.Equal(200, (await next.GetAsync("/key")).Status);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_can_read_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--data", DataPath);
        await emulator.CreateTestedAsync("http://127.0.0.1:1/");

        Assert.True(File.Exists(DataPath + "-wal"));
        Assert.All(
            Directory.GetFiles(_folder.Path),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("text", "text that is no database, and long enough not to be taken for an empty one")]
    [InlineData("folder/missing.db", null)]
    [InlineData(".", null)]
    public async Task A_file_that_cannot_be_used_is_told_and_left_alone(string name, string? content)
    {
        string path = _folder.File(name);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }

        (int exitCode, string output, string errors) = await RunningEmulator.RunAsync(null, "--data", path);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(Path.GetFullPath(path), errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(content, content is null ? null : await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_test_that_was_under_way_is_finished_at_the_next_start()
    {
        bool isSilent = true;
        await using Receiver receiver = Receiver.Doing(async (_, stream, stop) =>
        {
            await (isSilent ? Task.Delay(System.Threading.Timeout.Infinite, stop) : Task.CompletedTask);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        });
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath))
        {
            await first.PostAsync("/configs/webhook", new { url = receiver.Url });
            await receiver.NextAsync();
            await first.WaitForAsync("/tasks/1", t => t.GetProperty("state").GetString() == "processing");
            await first.KillAsync();
        }

        isSilent = false;
        await using RunningEmulator second = await RunningEmulator.StartAsync("--data", DataPath);

        await second.WaitForAsync("/tasks/1", t => t.GetProperty("state").GetString() == "succeeded");
        Assert.Equal("valid", (await second.GetAsync("/configs/webhook/1")).State);
        Assert.Equal(receiver.Deliveries[0].EventId, receiver.Deliveries[1].EventId);
    }

    [Fact]
    public async Task Retries_go_on_at_the_next_start()
    {
        bool isBroken = true;
        await using Receiver receiver = Receiver.Answering(
            delivery => isBroken && delivery.Name == "poll.completed"
                ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        string id;
        await using (RunningEmulator first = await RunningEmulator.StartAsync("--data", DataPath, "--retry-delays", "0s,2s"))
        {
            await first.CreateTestedAsync(receiver.Url);
            await first.PostAsync("/organisation", new { webhook_config_default = 1 });
            id = (await first.PostAsync("/_emulator/events", new { type = "poll", action = "completed" })).Id;
            await receiver.NextAsync(1);
            await first.WaitForAsync("/events?state=pending", l => l.GetProperty("total_count").GetInt64() == 1);
            await first.KillAsync();
        }

        isBroken = false;
        await using RunningEmulator second = await RunningEmulator.StartAsync("--data", DataPath, "--retry-delays", "0s,2s");

        await second.WaitForAsync($"/events/{id}", e => e.GetProperty("state").GetString() == "delivered");
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_at_any_moment()
    {
        ConcurrentDictionary<string, string> acknowledged = new();
        Random random = new(7);
        for (int kill = 0; kill < Kills; kill++)
        {
            await using RunningEmulator emulator = await RunningEmulator.StartAsync("--data", DataPath);
            await AssertKeptAsync(emulator, acknowledged);
            Task[] writers = [.. Enumerable.Range(0, 8).Select(i => WriteUntilKilledAsync(emulator, $"{kill}-{i}", acknowledged))];
            await Task.Delay(random.Next(20, 250), TestContext.Current.CancellationToken);
            await emulator.KillAsync();
            await Task.WhenAll(writers);
        }

        await using RunningEmulator last = await RunningEmulator.StartAsync("--data", DataPath);
        await AssertKeptAsync(last, acknowledged);
        Assert.NotEmpty(acknowledged);
        foreach (string state in (string[])["pending", "processing"])
        {
            await last.WaitForAsync($"/tasks?state={state}", l => l.GetProperty("total_count").GetInt64() == 0);
        }

        await last.WaitForAsync("/configs/webhook?state=new", l => l.GetProperty("total_count").GetInt64() == 0);
    }

    private static async Task WriteUntilKilledAsync(RunningEmulator emulator, string name, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                Answer created = await emulator.PostAsync("/configs/webhook", new { url = $"http://127.0.0.1:1/{name}-{i}" });
                acknowledged[created.Id] = $"http://127.0.0.1:1/{name}-{i}";
                Answer changed = await emulator.PostAsync($"/configs/webhook/{created.Id}", new { url = $"http://127.0.0.1:1/{name}-{i}-changed" });
                acknowledged[created.Id] = changed.Json.GetProperty("url").GetString()!;
                if (i % 5 == 0)
                {
                    acknowledged.TryRemove(created.Id, out _);
                    await emulator.DeleteAsync($"/configs/webhook/{created.Id}");
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            // Killed; what it answered before counts.
        }
    }

    // A change that was cut off may have been made or not; what it changed must be there as one or the other.
    private static async Task AssertKeptAsync(RunningEmulator emulator, ConcurrentDictionary<string, string> acknowledged)
    {
        Dictionary<string, string> stored = [];
        string cursor = "";
        Answer page;
        do
        {
            page = await emulator.GetAsync($"/configs/webhook?limit=1000{cursor}");
            foreach (JsonElement config in page.Json.GetProperty("data").EnumerateArray())
            {
                stored[config.GetProperty("id").ToString()] = config.GetProperty("url").GetString()!;
                cursor = $"&after_id={config.GetProperty("id")}";
            }
        }
        while (page.Json.GetProperty("has_more").GetBoolean());

        Assert.Equal(stored.Count, page.Json.GetProperty("total_count").GetInt64());
        foreach ((string id, string url) in acknowledged)
        {
            Assert.True(stored.TryGetValue(id, out string? found), $"{id} was acknowledged and is lost.");
            Assert.StartsWith(url, found, StringComparison.Ordinal);
        }
    }
}
