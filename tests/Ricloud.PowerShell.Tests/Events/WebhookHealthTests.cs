using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Get-RicloudWebhookHealth: each status on the real emulator, and what events of other times come to on a stub.</summary>
public sealed class WebhookHealthTests
{
    private static readonly DateTime Noon = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Each_config_has_a_row_with_what_is_wrong_with_it()
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync("--retry-delays", "0s");
        using var module = new ModuleRunspace();
        string url = emulator.Url.ToString().TrimEnd('/');
        module.Run($$"""
            Connect-Ricloud -Url {{url}} -Token {{emulator.Token}}
            1..3 | ForEach-Object { $null = New-RicloudKey }
            $null = New-RicloudWebhookConfig {{url}}/_emulator/receiver/good, {{url}}/_emulator/receiver/half, http://127.0.0.1:9/dead, {{url}}/_emulator/receiver/off, {{url}}/_emulator/receiver/idle -Wait
            $null = Set-RicloudOrganisation 1
            2..4 | ForEach-Object { $null = Set-RicloudKey $_ -WebhookConfig $_ }
            $null = Set-RicloudWebhookConfig 4 -State deactivated -Force -WarningAction SilentlyContinue
            $since = (Get-RicloudTask -Type webhook_config.test -First 1).DateCompleted.AddMilliseconds(100)
            while ([datetime]::Now -le $since) { }
            """).AssertClean();
        await MakeAsync(emulator, 1, 3);
        await MakeAsync(emulator, 2, 1);
        await MakeAsync(emulator, 3, 1);

        PipelineRun run = module.Run("while (Get-RicloudEvent -Type poll -State pending) { }; Get-RicloudWebhookHealth -Since $since").AssertClean();

        Assert.Equal(
            ["5 Unused", "3 Failing", "2 Healthy", "1 Healthy", "4 Failing"],
            run.Output.Select(row => $"{row.Properties["Id"].Value} {row.Properties["Status"].Value}"));
        PSObject dead = run.Output[1];
        Assert.Equal("Its last test failed (connection-refused).", dead.Properties["Reason"].Value);
        Assert.Equal("connection-refused", dead.Properties["LastError"].Value);
        Assert.Equal([3L], (System.Collections.Generic.IEnumerable<object>)dead.Properties["Keys"].Value);
        Assert.Equal([3, 0, 0, 1.0, true], new[] { "Delivered", "Failed", "Pending", "SuccessRate", "IsDefault" }.Select(name => run.Output[3].Properties[name].Value));
        Assert.Equal("It is deactivated and in use, so nothing is delivered.", run.Output[4].Properties["Reason"].Value);
        Assert.Equal([1L, 3L], module.Run("3, 1, 99 | Get-RicloudWebhookHealth").Output.Select(row => row.Properties["Id"].Value).Order());
        module.Run("Get-RicloudWebhookHealth 99").AssertError("ConfigUnknown");
        Assert.Contains("no webhook config is for: 3", Assert.Single(module.Run("$null = Set-RicloudOrganisation -NoDefaultWebhookConfig; Get-RicloudWebhookHealth -Since $since").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12:00:01", "Degraded", "Events that were given up on before its last test, which passed: 2. Restore-RicloudEvent sends them again.")]
    [InlineData("11:59:59", "Failing", "None of its 2 events was taken.")]
    public async Task What_failed_before_a_test_that_passed_is_over(string tested, string status, string reason)
    {
        string test = StubScene.TestTask("1", "succeeded").Replace("\"results\": null", $"\"results\": null, \"date_completed\": \"2026-11-24T{tested}Z\"", StringComparison.Ordinal);
        await using var scene = new StubScene(request => StubAnswer.Json(200, request.Path switch
        {
            "/organisation" => """{"id": 1, "resource": "organisation", "webhook_config_default": 7}""",
            "/keys" => StubScene.List(false),
            "/events" => StubScene.List(false, Event(0, "f", Noon), Event(1, "f", Noon.AddMinutes(-10))),
            "/tasks" => StubScene.List(false, test),
            _ => request.Query.Contains("deactivated", StringComparison.Ordinal) ? StubScene.List(false) : StubScene.List(false, StubScene.Config("7")),
        }));

        PSObject row = scene.Run($"Get-RicloudWebhookHealth -Until {Noon.AddMinutes(1):yyyy-MM-ddTHH:mm:ssZ}").AssertClean().Output.Single();

        Assert.Equal(status, row.Properties["Status"].Value);
        Assert.Equal(reason, row.Properties["Reason"].Value);
        Assert.Null(row.Properties["LastError"].Value);
    }

    [Theory]
    [InlineData("valid", "d d d d d d", 5, "Healthy", "6 events taken.")]
    [InlineData("valid", "d d d d d d", 25, "Silent", "Nothing has happened for 25 min; the longest pause before was 10 min.")]
    [InlineData("valid", "d d", 500, "Healthy", "2 events taken.")]
    [InlineData("valid", "d d f d", 1, "Degraded", "1 of 4 events were given up on.")]
    [InlineData("valid", "f f", 1, "Failing", "None of its 2 events was taken.")]
    [InlineData("valid", "f", 1, "Failing", "None of its 1 event was taken.")]
    [InlineData("valid", "p p d", 1, "Degraded", "2 events wait, and 1 were taken.")]
    [InlineData("valid", "p d d", 1, "Healthy", "2 events taken, 1 on the way.")]
    [InlineData("valid", "", 1, "Healthy", "It is valid; there was no event for it.")]
    [InlineData("new", "d", 1, "Degraded", "It is new: its test isn't done yet.")]
    [InlineData("deactivated", "d", 1, "Failing", "It is deactivated and in use, so nothing is delivered.")]
    [InlineData("invalid", "d", 1, "Failing", "Its last test failed (status-500).")]
    public async Task What_happened_comes_to_a_status_with_its_reason(string state, string events, int minutesLater, string status, string reason)
    {
        // Ten minutes between any two, newest first.
        string[] each = [.. events.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((letter, i) => Event(i, letter, Noon.AddMinutes(-10 * i)))];
        await using var scene = new StubScene(request => StubAnswer.Json(200, request.Path switch
        {
            "/organisation" => """{"id": 1, "resource": "organisation", "webhook_config_default": 7}""",
            "/keys" => StubScene.List(false),
            "/events" => StubScene.List(false, each),
            "/tasks" => StubScene.List(false, StubScene.TestTask("1", "failed").Replace("\"results\": null", "\"results\": null, \"error\": \"status-500\"", StringComparison.Ordinal)),
            _ => request.Query.Contains("deactivated", StringComparison.Ordinal) == (state == "deactivated") ? StubScene.List(false, StubScene.Config("7", state)) : StubScene.List(false),
        }));

        PSObject row = scene.Run($"Get-RicloudWebhookHealth -Until {Noon.AddMinutes(minutesLater):yyyy-MM-ddTHH:mm:ssZ}").AssertClean().Output.Single();

        Assert.Equal((status, reason), ((string)row.Properties["Status"].Value, (string)row.Properties["Reason"].Value));
        Assert.Equal(events.Length == 0 ? null : TimeSpan.FromMinutes(minutesLater), row.Properties["SilentFor"].Value);
        Assert.Equal(events.Contains('p', StringComparison.Ordinal) ? Noon.AddMinutes(events == "p p d" ? -10 : 0).ToLocalTime() : null, row.Properties["OldestPending"].Value);
    }

    [Fact]
    public async Task No_more_events_are_read_than_are_wanted_and_that_is_said()
    {
        int pages = 0;
        await using var scene = new StubScene(request => StubAnswer.Json(200, request.Path switch
        {
            "/organisation" => """{"id": 1, "resource": "organisation", "webhook_config_default": 7}""",
            "/keys" => StubScene.List(false),
            "/events" => StubScene.List(true, [.. Enumerable.Range(1000 * pages++, 1000).Select(i => Event(i, "d", Noon.AddSeconds(-i)))]),
            _ => StubScene.List(false, StubScene.Config("7")),
        }));

        PipelineRun run = scene.Run($"Get-RicloudWebhookHealth -MaximumEvents 2500 -Until {Noon:yyyy-MM-ddTHH:mm:ssZ}").AssertClean();

        Assert.Equal(2500, run.Output[0].Properties["Delivered"].Value);
        Assert.Equal(Noon.AddSeconds(-2499).ToLocalTime(), run.Output[0].Properties["Since"].Value);
        Assert.Contains("more in the window than -MaximumEvents (2500)", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, pages);
    }

    private static string Event(int number, string state, DateTime made)
    {
        string name = state switch { "d" => "delivered", "f" => "failed", _ => "pending" };
        string at = made.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture);
        return $$"""{"id": "e{{number}}", "resource": "event", "type": "poll", "action": "completed", "data": {"key": 1}, "state": "{{name}}", "date_created": "{{at}}", "date_delivered": {{(state == "d" ? "\"" + at + "\"" : "null")}}}""";
    }

    private static async Task MakeAsync(EmulatorProcess emulator, int key, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/_emulator/events") { Content = JsonContent.Create(new { type = "poll", action = "completed", data = new { id = i, key } }) };
            using HttpResponseMessage response = await emulator.Http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode);
        }
    }
}
