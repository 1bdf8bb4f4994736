using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Ricloud.Tests.Support;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Receive-RicloudEvent over real sockets.</summary>
public sealed class ReceiveEventTests : IDisposable
{
    private readonly ReceiverScene _scene = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-events-");

    private string OutFile => Path.Combine(_folder.FullName, "events.jsonl");

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Events_are_written_once_each_as_they_come_until_the_count_is_reached()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -Count 3");

        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("b"));
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("c"));

        run.Wait().AssertClean();
        Assert.Equal(["a", "b", "c"], ReceiverScene.Ids(run));
        Assert.All(ReceivedItem.All(run), e => Assert.Equal("Valid", e.Verdict));
        Assert.All(ReceivedItem.All(run), e => Assert.Equal(ReceiverScene.Event(e.Id), e.RawBody));
    }

    [Fact]
    public async Task What_is_refused_is_told_in_verbose_and_stops_nothing()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -Count 1 -Verbose");

        Assert.Equal(HttpStatusCode.Unauthorized, await _scene.SendAsync("a", secret: "other"));
        Assert.Equal(HttpStatusCode.Unauthorized, await _scene.PostAsync("/a", ReceiverScene.Event("a"), _ => null));
        Assert.Equal(HttpStatusCode.BadRequest, await _scene.PostAsync("/a", ReceiverScene.Event("a"), _ => "t=1"));
        Assert.Equal(HttpStatusCode.BadRequest, await _scene.PostAsync("/b", ReceiverScene.Event("a"), body => ReceiverScene.Sign(body)));
        Assert.Equal(HttpStatusCode.OK, await _scene.ProbeAsync("/"));
        Assert.Equal(HttpStatusCode.NotFound, await _scene.PostAsync("/x/y", ReceiverScene.Event("y"), _ => null));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await _scene.PostAsync("/a", new string(' ', 1024 * 1024 + 1), _ => null));
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));

        run.Wait().AssertClean();
        Assert.Equal(["a"], ReceiverScene.Ids(run));
        Assert.Contains(run.Verbose, v => v.Contains(": 401, SignatureRefused.", StringComparison.Ordinal));
        Assert.Contains("Events written: 1. Requests: 1 HandedOver, 2 SignatureRefused, 2 Malformed, 1 TooLarge, 1 Probed, 1 WrongPath.", run.Verbose);
        Assert.DoesNotContain(run.Verbose, v => v.StartsWith("GET ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Verbose, v => v.Contains(ReceiverScene.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_are_told_where_they_are_asked_for_and_nobody_is_told_of_the_asking()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -PathBase /hooks -MetricsPath /metrics -Secret $secret -Count 1 -Verbose");
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        string address = $"http://127.0.0.1:{_scene.Port}/metrics";
        using HttpResponseMessage head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), TestContext.Current.CancellationToken);
        IReadOnlyDictionary<string, double> metrics = PrometheusFormat.Read(await http.GetStringAsync(address, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, await _scene.PostAsync("/hooks/a", ReceiverScene.Event("a"), body => ReceiverScene.Sign(body)));

        run.Wait().AssertClean();
        Assert.True(head.IsSuccessStatusCode && head.Content.Headers.ContentLength > 0);
        Assert.Equal(1, metrics["ricloud_receiver_requests_total{outcome=\"scraped\"}"]);
        Assert.Equal(0, metrics["ricloud_receiver_events_total{verdict=\"valid\",outcome=\"handed_over\"}"]);
        Assert.DoesNotContain(run.Verbose, v => v.Contains("/metrics", StringComparison.Ordinal));
        _scene.Module.Run("Receive-RicloudEvent -Port 0 -AllowUnsigned -MetricsPath / -TimeoutSec 1").AssertError("InvalidReceiver");
    }

    [Fact]
    public async Task An_inspector_shows_what_comes_and_ends_with_the_command()
    {
        PipelineRun run = await _scene.ListenAsync(
            "$env:RICLOUD_EMULATOR = $emulator; Receive-RicloudEvent -Port $port -Secret $secret -Count 1 -Inspect", ("emulator", RepositoryFolders.Emulator));
        await ReceiverScene.UntilAsync(() => run.Information.Any(i => i.ToString().Contains("#code=", StringComparison.Ordinal)));
        Uri entry = new(run.Information.Select(i => i.ToString().Split(' ').FirstOrDefault(word => word.Contains("#code=", StringComparison.Ordinal))).First(word => word is not null)!.TrimEnd(','));
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = entry };
        using HttpResponseMessage opened = await http.PostAsync("/_emulator/inspector/token", new StringContent($$"""{"code": "{{entry.Fragment.Split('=')[1]}}"}"""), TestContext.Current.CancellationToken);
        string token = System.Text.Json.JsonDocument.Parse(await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("token").GetString()!;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Token " + token);
        Assert.Equal(HttpStatusCode.Unauthorized, await _scene.SendAsync("refused", secret: "another"));

        using System.IO.StreamReader lines = new(await http.GetStreamAsync("/_emulator/activity", TestContext.Current.CancellationToken));
        string line = string.Empty;
        while (!line.Contains("\"received\"", StringComparison.Ordinal))
        {
            line = await lines.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new System.IO.EndOfStreamException();
        }

        string whole = await http.GetStringAsync("/_emulator/deliveries/" + System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("number"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));
        run.Wait().AssertClean();
        Assert.Contains("\"verdict\":\"mismatch\"", line, StringComparison.Ordinal);
        Assert.Contains(":401", line, StringComparison.Ordinal);
        Assert.Contains("Ricloud-Signature: t=", whole, StringComparison.Ordinal);
        Assert.DoesNotContain(ReceiverScene.Secret, whole, StringComparison.Ordinal);
        Assert.DoesNotContain(token, string.Concat(run.Information), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetStringAsync("/_emulator/health", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("-Type task", "task.succeeded", "task.failed")]
    [InlineData("-Type TASK, poll", "task.succeeded", "task.failed", "poll.created")]
    [InlineData("-Action failed", "task.failed")]
    [InlineData("-Type task -Action fail*", "task.failed")]
    [InlineData("-Type task.*", "task.succeeded", "task.failed")]
    [InlineData("-Type poll.created, *.test", "poll.created", "webhook_config.test")]
    [InlineData("-Type *_config", "webhook_config.test")]
    public async Task Filters_are_names_or_wildcards_and_what_they_leave_out_is_taken_all_the_same(string filter, params string[] expected)
    {
        PipelineRun run = await _scene.ListenAsync($"Receive-RicloudEvent -Port $port -Secret $secret {filter} -Count {expected.Length}");

        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("1", "task", "succeeded"));
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("2", "task", "failed"));
        if (!run.HasEnded && expected.Length > 2 | expected.Contains("webhook_config.test") | expected.Contains("poll.created"))
        {
            Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("3", "poll", "created"));
            Assert.Equal(HttpStatusCode.OK, await (expected.Contains("webhook_config.test") ? _scene.SendAsync("4", "webhook_config", "test") : Task.FromResult(HttpStatusCode.OK)));
        }

        run.Wait().AssertClean();
        Assert.Equal(expected, ReceivedItem.All(run).Select(e => e.Type + "." + e.Action));
    }

    [Fact]
    public async Task A_secret_that_is_replaced_loses_nothing_when_both_are_accepted()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret, new -Count 2");

        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));
        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("b", secret: "new"));
        Assert.Equal(["a", "b"], ReceiverScene.Ids(run.Wait().AssertClean()));
    }

    [Fact]
    public async Task The_time_ends_it_without_an_error()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -TimeoutSec 1");

        Assert.Empty(run.Wait().AssertClean().Output);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once_and_frees_the_port()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret");
        var watch = Stopwatch.StartNew();

        run.Stop();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        using TcpListener free = new(IPAddress.Loopback, _scene.Port);
        free.Start();
    }

    [Fact]
    public async Task An_event_whose_handling_fails_is_not_taken()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret | ForEach-Object { throw 'no' }");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _scene.SendAsync("a"));
        Assert.Equal("no", run.Wait().TerminatingError!.Exception.Message);
    }

    [Fact]
    public async Task An_event_is_in_the_file_before_its_sender_hears_of_it()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file -Count 2", ("file", OutFile));

        await _scene.SendAsync("a");
        Assert.Contains("\"id\":\"a\"", await ReadSharedAsync(OutFile), StringComparison.Ordinal);
        await _scene.SendAsync("b");

        run.Wait().AssertClean();
        PipelineRun import = _scene.Module.Run("Import-RicloudEvent $file").AssertClean();
        Assert.Equal(ReceivedItem.All(run).Select(e => (e.Id, e.RawBody, e.Signature, e.Verdict)), ReceivedItem.All(import).Select(e => (e.Id, e.RawBody, e.Signature, e.Verdict)));
    }

    [Fact]
    public async Task An_event_that_cannot_be_kept_is_not_taken_and_the_next_one_may_be()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "It takes a device that is always full.");
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile /dev/full -TimeoutSec 2");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _scene.SendAsync("a"));

        ErrorRecord error = run.Wait().AssertError("EventNotKept");
        Assert.Equal("a", ReceivedItem.Of(error.TargetObject).Id);
        Assert.Empty(run.Output);
    }

    [Theory]
    [MemberData(nameof(SmallDisk.Rounds), MemberType = typeof(SmallDisk))]
    public async Task A_full_disk_costs_no_event_that_was_taken_and_keeps_none_that_was_not(int bytes, int refusals)
    {
        using SmallDisk disk = new();
        string file = disk.PathOf("events.jsonl");
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file", ("file", file));
        List<string> taken = [];
        int refused = 0;
        disk.Fill(left: 16_384);
        for (int i = 0; refused < refusals; i++)
        {
            refused += await TryAsync($"full-{i}") ? 0 : 1;
        }

        disk.MakeRoom();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await TryAsync($"room-{i}"));
        }

        run.Stop();
        Assert.True(taken.Count > 3);
        Assert.Equal(taken, ReceiverScene.Ids(_scene.Module.Run("Import-RicloudEvent $file").AssertClean()));

        async Task<bool> TryAsync(string id)
        {
            string body = ReceiverScene.Event(id).Replace("\"id\":5", $"\"id\":5,\"pad\":\"{new string('x', bytes)}\"", StringComparison.Ordinal);
            bool isTaken = await _scene.PostAsync("/" + id, body, sent => ReceiverScene.Sign(sent)) == HttpStatusCode.OK;
            if (isTaken)
            {
                taken.Add(id);
            }

            return isTaken;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":\"torn\",\"resou")]
    public async Task An_event_of_an_earlier_run_is_taken_and_not_kept_again(string torn)
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file -Count 2", ("file", OutFile));
        await _scene.SendAsync("a");
        await _scene.SendAsync("b");
        run.Wait().AssertClean();
        await File.AppendAllTextAsync(OutFile, torn, TestContext.Current.CancellationToken);

        using ReceiverScene next = new();
        run = await next.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file -Count 2", ("file", OutFile));
        foreach (string id in new[] { "b", "a", "torn", "b", "torn", "c" })
        {
            Assert.Equal(HttpStatusCode.OK, await next.SendAsync(id));
        }

        Assert.Equal(["torn", "c"], ReceiverScene.Ids(run.Wait().AssertClean()));
        Assert.Equal(["a", "b", "torn", "c"], ReceiverScene.Ids(_scene.Module.Run("Import-RicloudEvent $file").AssertClean()));
    }

    [Fact]
    public async Task An_event_whose_handling_fails_is_not_in_the_file_either()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file | ForEach-Object { if ($_.Id -eq 'b') { throw 'no' } }", ("file", OutFile));

        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _scene.SendAsync("b"));

        Assert.Equal("no", run.Wait().TerminatingError!.Exception.Message);
        Assert.Equal(["a"], ReceiverScene.Ids(_scene.Module.Run("Import-RicloudEvent $file").AssertClean()));
    }

    [Fact]
    public async Task A_file_belongs_to_one_receiver_and_to_its_owner_alone()
    {
        await File.WriteAllTextAsync(OutFile, string.Empty, TestContext.Current.CancellationToken);
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file", ("file", OutFile));
        using ModuleRunspace second = new();

        Assert.NotNull(second.Run("Receive-RicloudEvent -Port 0 -Secret x -TimeoutSec 1 -OutFile $file", new Dictionary<string, object?> { ["file"] = OutFile }).AssertError("OutFileUnusable"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Contains(OutFile, Assert.Single(run.Warnings), StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(OutFile));
        }
    }

    [Fact]
    public async Task What_is_forwarded_is_taken_only_if_it_is_taken_there()
    {
        using var behind = new ReceiverScene();
        PipelineRun app = await behind.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -PathBase app -Count 1");
        PipelineRun run = await _scene.ListenAsync($"Receive-RicloudEvent -Port $port -Secret $secret -ForwardTo http://127.0.0.1:{behind.Port}/app/ -TimeoutSec 3");

        Assert.Equal(HttpStatusCode.OK, await _scene.SendAsync("a"));
        app.Wait().AssertClean();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _scene.SendAsync("b"));

        Assert.Equal("b", ReceivedItem.Of(run.Wait().AssertError("DeliveryFailed").TargetObject).Id);
        Assert.Equal(["a"], ReceiverScene.Ids(run));
        Assert.Equal(ReceivedItem.All(run)[0].RawBody, ReceivedItem.All(app)[0].RawBody);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_do()
    {
        await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret");
        using var second = new ModuleRunspace();

        ErrorRecord error = second.Run($"Receive-RicloudEvent -Port {_scene.Port} -Secret x -TimeoutSec 1").AssertError("PortUnavailable");

        Assert.Contains($"Port {_scene.Port}", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1", "NoSecret")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -Secret $null", "InvalidSecret")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -Secret @()", "InvalidSecret")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -Secret ''", "InvalidSecret")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -AllowUnsigned:$false", "NoSecret")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -Secret a -PathBase 'a?b'", "InvalidReceiver")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -Secret a -ForwardTo nowhere", "InvalidUrl")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -PublicUrl nowhere", "InvalidUrl")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -Secret a -OutFile /no/such/folder/x", "OutFileUnusable")]
    public void What_it_cannot_do_it_says_before_it_listens(string command, string errorId) =>
        Assert.NotNull(_scene.Module.Run(command).AssertError(errorId));

    [Fact]
    public async Task Unsigned_events_are_taken_only_when_that_is_said_and_carry_no_verdict()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -AllowUnsigned -Count 1");

        Assert.Equal(HttpStatusCode.OK, await _scene.PostAsync("/a", ReceiverScene.Event("a"), _ => null));

        Assert.Null(ReceivedItem.Single(run.Wait()).Verdict);
        Assert.Empty(run.Warnings);
    }

    private static async Task<string> ReadSharedAsync(string path)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        return await reader.ReadToEndAsync();
    }
}
