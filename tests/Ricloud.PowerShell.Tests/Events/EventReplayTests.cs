using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Send-, Import- and Watch-RicloudEvent.</summary>
public sealed class EventReplayTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly ReceiverScene _scene = new();
    private readonly ModuleRunspace _sender = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-events-");

    private string EventsFile => Path.Combine(_folder.FullName, "events.jsonl");

    public void Dispose()
    {
        _scene.Dispose();
        _sender.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_event_arrives_as_the_API_would_send_it()
    {
        PipelineRun receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -PathBase /a/b -Count 1");

        PipelineRun run = Run("Send-RicloudEvent \"http://127.0.0.1:$port/a/b/?key=1\" -Type poll -Action created -Data @{ id = 7; tags = 'a', 'b' } -Secret $secret").AssertClean();

        DeliveryItem delivery = DeliveryItem.Single(run);
        ReceivedItem received = ReceivedItem.Single(receiver.Wait());
        Assert.Equal((200, true, received.Id, $"http://127.0.0.1:{_scene.Port}/a/b/{received.Id}?key=1"), (delivery.StatusCode, delivery.IsAccepted, delivery.EventId, delivery.Url));
        Assert.Equal(("poll", "created", "pending", 0L), (received.Type, received.Action, received.State, received.Retries));
        Assert.Matches(@"^\{""id"":""[0-9a-f-]{36}"",""resource"":""event"",""type"":""poll"",""action"":""created"",""data"":\{", received.RawBody);
        Assert.EndsWith("\"date_delivered\":null}", received.RawBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_the_API_and_of_a_file_can_be_replayed()
    {
        Connect();
        string id = await EmitAsync("session", "expired");
        PipelineRun receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file -Count 1", ("file", EventsFile));
        Run("Get-RicloudEvent $id | Send-RicloudEvent http://127.0.0.1:$port -Secret $secret", ("id", id)).AssertClean();
        ReceivedItem first = ReceivedItem.Single(receiver.Wait());

        receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret other -Count 1");
        Run("Import-RicloudEvent $file | Send-RicloudEvent http://127.0.0.1:$port -Secret other", ("file", EventsFile)).AssertClean();
        ReceivedItem second = ReceivedItem.Single(receiver.Wait());

        Assert.Equal((id, "session", "expired"), (first.Id, first.Type, first.Action));
        Assert.Equal(first.RawBody, second.RawBody);
    }

    [Fact]
    public async Task A_copy_out_of_a_job_is_still_an_event()
    {
        PipelineRun receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -Count 2");
        Run("Send-RicloudEvent http://127.0.0.1:$port -Type task -Action failed -Secret $secret").AssertClean();
        await ReceiverScene.UntilAsync(() => receiver.Output.Count == 1);
        PSObject copy = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(receiver.Output[0], 4));
        copy.Properties["Id"].Value = "other";
        copy.Properties["RawBody"].Value = ReceiverScene.Event("other");

        Run("$copy | Send-RicloudEvent http://127.0.0.1:$port -Secret $secret", ("copy", copy)).AssertClean();

        Assert.Equal("other", ReceivedItem.All(receiver.Wait().AssertClean())[1].Id);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("'text'")]
    [InlineData("@{ Id = 'x' }")]
    [InlineData("[pscustomobject]@{ Id = 'x'; resource = 'task' }")]
    public async Task What_is_no_event_is_an_error_of_its_own(string item)
    {
        PipelineRun receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -Count 1");
        PSObject good = Run("[pscustomobject]@{ id = 'good'; resource = 'event'; type = 'task'; action = 'failed'; data = @{ id = 5 } }").Output[0];

        PipelineRun run = Run($"({item}), $good | Send-RicloudEvent http://127.0.0.1:$port -Secret $secret", ("good", good));

        Assert.NotNull(run.AssertError("NotAnEvent").TargetObject);
        Assert.Equal("good", ReceivedItem.Single(receiver.Wait()).Id);
    }

    [Fact]
    public async Task A_refusal_is_an_error_that_says_what_the_receiver_said_unless_told_otherwise()
    {
        await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret");

        ErrorRecord error = Run("Send-RicloudEvent http://127.0.0.1:$port -Type a -Action b -Secret wrong").AssertError("DeliveryRefused");
        DeliveryItem delivery = DeliveryItem.Single(Run("Send-RicloudEvent http://127.0.0.1:$port -Type a -Action b -Secret $secret -Timestamp 1538413474 -SkipHttpErrorCheck"));

        Assert.Contains("it answered 401", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal((401, false), (delivery.StatusCode, delivery.IsAccepted));
        Assert.Contains("Signed", delivery.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_there_is_an_error_and_WhatIf_sends_nothing()
    {
        Run("Send-RicloudEvent http://127.0.0.1:$port -Type a -Action b -Secret x").AssertError("DeliveryFailed");
        Assert.Empty(Run("Send-RicloudEvent http://127.0.0.1:$port -Type a -Action b -Secret x -WhatIf").AssertClean().Output);
    }

    [Fact]
    public void A_torn_last_line_is_told_and_left_out_and_any_other_is_an_error()
    {
        File.WriteAllText(EventsFile, ReceiverScene.Event("plain") + "\r\n\nnonsense\n" + ReceiverScene.Event("b") + "\n{\"id\":\"torn\",\"type\":\"ta");

        PipelineRun run = Run("Import-RicloudEvent $file", ("file", EventsFile));

        Assert.Equal(["plain", "b"], ReceiverScene.Ids(run));
        Assert.Contains("Line 3 ", run.AssertError("LineUnreadable").Exception.Message, StringComparison.Ordinal);
        Assert.Contains("line 5", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_ends_in_a_torn_line_can_be_added_to()
    {
        File.WriteAllText(EventsFile, "{\"id\":\"torn\",\"type\":\"ta");
        PipelineRun receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file -Count 1", ("file", EventsFile));
        await _scene.SendAsync("a");
        receiver.Wait().AssertClean();

        // What was cut off was never told 200, so that it comes again and is no error of the file.
        PipelineRun run = Run("Import-RicloudEvent $file", ("file", EventsFile)).AssertClean();

        Assert.Equal(["a"], ReceiverScene.Ids(run));
    }

    [Fact]
    public async Task A_body_of_several_lines_is_kept_on_one_and_comes_back_as_it_was()
    {
        string body = "{\r\n \"id\": \"a\",\n \"resource\": \"event\", \"type\": \"task\", \"action\": \"x,\\\"_received\\\":{\" }\n";
        PipelineRun receiver = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -OutFile $file -Count 1", ("file", EventsFile));
        await _scene.PostAsync("/a", body, bytes => ReceiverScene.Sign(bytes));
        receiver.Wait().AssertClean();

        Assert.Single(File.ReadAllLines(EventsFile));
        ReceivedItem imported = ReceivedItem.Single(Run("Import-RicloudEvent $file", ("file", EventsFile)));
        Assert.Equal(body, imported.RawBody);
        Assert.Equal([true], Run("Test-RicloudWebhookSignature $raw $signature -Secret $secret", ("raw", imported.RawBody), ("signature", imported.Signature)).AssertClean().OutputOf<bool>());
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() => Run("Import-RicloudEvent $file", ("file", EventsFile)).AssertError("FileUnreadable");

    [Fact]
    public async Task Watch_gives_each_event_once_in_order_and_goes_on_behind_one()
    {
        Connect();
        string[] ids = [await EmitAsync("session", "a"), await EmitAsync("session", "b"), await EmitAsync("poll", "c")];

        PipelineRun run = Run("Watch-RicloudEvent -AfterId $id -Count 2", ("id", ids[0])).AssertClean();
        Assert.Equal([ids[1], ids[2]], ReceiverScene.Ids(run));
        Assert.Equal([ids[2]], ReceiverScene.Ids(Run("Watch-RicloudEvent (Get-RicloudEvent $id) -Type po* -Count 1", ("id", ids[0]))));
    }

    [Fact]
    public async Task Watch_begins_with_what_happens_next()
    {
        Connect();
        await EmitAsync("session", "before");
        PipelineRun run = _sender.Start("Watch-RicloudEvent -IntervalSec 1 -Count 1 -Verbose");
        await ReceiverScene.UntilAsync(() => run.Verbose.Any(v => v.StartsWith("GET /events", StringComparison.Ordinal)));
        string id = await EmitAsync("session", "after");

        Assert.Equal([id], ReceiverScene.Ids(run.Wait().AssertClean()));
        Assert.Contains(run.Verbose, v => v.Contains("no signature is verified", StringComparison.Ordinal));
    }

    [Fact]
    public void Watch_ends_when_its_time_is_up()
    {
        Connect();
        Assert.Empty(Run("Watch-RicloudEvent -TimeoutSec 1").AssertClean().Output);
    }

    [Fact]
    public async Task Watch_outlives_a_failure_that_passes_and_ends_with_one_that_does_not()
    {
        int asked = 0;
        await using var scene = new StubScene(_ => ++asked switch
        {
            1 => StubAnswer.Json(200, StubScene.List(false)),
            2 => StubAnswer.Json(429, "{}", ("Retry-After", "100")),
            _ => StubAnswer.Json(401, "{}"),
        });

        // The pause that the API asked for is obeyed, so that only the warning is seen within the time.
        PipelineRun run = scene.Run("Watch-RicloudEvent -IntervalSec 1 -TimeoutSec 3").AssertClean();
        Assert.Single(run.Warnings);

        scene.Run("Watch-RicloudEvent -IntervalSec 1").AssertError("Unauthorized");
    }

    private void Connect() => Run("Connect-Ricloud -Url $url -Token $token", ("url", fixture.Emulator.Url.ToString()), ("token", fixture.Emulator.Token)).AssertClean();

    private PipelineRun Run(string script, params (string Name, object? Value)[] variables)
    {
        Dictionary<string, object?> values = variables.ToDictionary(v => v.Name, v => v.Value);
        values["port"] = _scene.Port;
        values["secret"] = ReceiverScene.Secret;
        return _sender.Run(script, values);
    }

    private async Task<string> EmitAsync(string type, string action)
    {
        using HttpResponseMessage response = await fixture.Emulator.Http.PostAsJsonAsync("/_emulator/events", new { type, action, data = new { id = 1 } });
        using var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("id").GetString()!;
    }
}
