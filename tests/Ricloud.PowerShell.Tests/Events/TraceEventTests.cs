using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Trace-RicloudEvent: a scene on the real emulator for each place where the way of an event breaks.</summary>
public sealed class TraceEventTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Missed = "$null = Set-RicloudOrganisation -NoDefaultWebhookConfig; $id = (Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'poll'; action = 'completed'; data = @{ id = 1; key = 1 } }).id; ";
    private const string Good = "$c = New-RicloudWebhookConfig \"$url/_emulator/receiver/good\" -Wait; $null = Set-RicloudOrganisation $c; ";

    private readonly ModuleRunspace _module = new();

    public static TheoryData<string, string?, string, string> Scenes => new()
    {
        { Missed + "Trace-RicloudEvent $id", "route", "No webhook config is for it: key 1 has none of its own, and the organisation has no default.", "Set-RicloudOrganisation -DefaultWebhookConfig <id>" },
        { Missed + Good + "Trace-RicloudEvent $id", "delivery", "The API has given up on it after 0 retries. By now it would go to webhook config {id} ({url}/_emulator/receiver/good), the organisation's default, which is valid.", "Restore-RicloudEvent {event}" },
        { Missed + Good + "Trace-RicloudEvent $id -Probe", "delivery", "which is valid and takes a signed test from here.", "Restore-RicloudEvent {event}" },
        { Missed + Good + "$null = $c | Set-RicloudWebhookConfig -State deactivated -Force; Trace-RicloudEvent $id", "config", "It goes to webhook config {id}, the organisation's default, which is deactivated, so nothing is delivered.", "Set-RicloudWebhookConfig {id} -State new -Wait" },
        { Missed + Good + "$null = Set-RicloudKey 1 -WebhookConfig $c; $null = $c | Set-RicloudWebhookConfig -State deactivated -Force; Trace-RicloudEvent $id", "config", "It goes to webhook config {id}, that of key 1, which is deactivated", "Set-RicloudWebhookConfig {id} -State new -Wait" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url http://127.0.0.1:9/dead -Force -Wait; Trace-RicloudEvent -Key 1", "test", "is invalid: nobody listens there (connection-refused).", "Test-RicloudWebhookConfig {id} -Wait" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url http://127.0.0.1:9/dead -Force -Wait; Trace-RicloudEvent -Key 1 -Probe", "connection", "Nobody listens at 127.0.0.1:9, as seen from here", "Test-RicloudWebhookConfig {id} -Wait" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url \"$url/_emulator/receiver/x?status=401\" -Force -Wait; Trace-RicloudEvent -Key 1", "test", "it refuses the signature (status-401), so it has another secret", "(Get-RicloudWebhookConfig {id}).Secret.Reveal()" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url \"$url/_emulator/receiver/x?status=403\" -Force -Wait; Trace-RicloudEvent -Key 1 -Probe", "receiver", "it refuses the signature (status-403), so it has another secret", "(Get-RicloudWebhookConfig {id}).Secret.Reveal()" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url \"$url/_emulator/receiver/x?status=404\" -Force -Wait; Trace-RicloudEvent -Key 1", "test", "there is no receiver at this path (status-404)", "Set-RicloudWebhookConfig {id} -Url <address> -Wait -Force" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url \"$url/_emulator/receiver/x?status=500\" -Force -Wait; Trace-RicloudEvent -Key 1 -Probe", "receiver", "it fails itself (status-500)", "Test-RicloudWebhookConfig {id} -Wait" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url http://no-such-host.invalid/x -Force -Wait; Trace-RicloudEvent -Key 1 -Probe", "name", "The name no-such-host.invalid has no address, as seen from here.", "Set-RicloudWebhookConfig {id} -Url <address> -Wait -Force" },
        { Good + "$null = $c | Set-RicloudWebhookConfig -Url ($url.Replace('http:', 'https:') + '/x') -Force -Wait; Trace-RicloudEvent -Key 1 -Probe -TimeoutSec 3", "tls", "doesn't speak TLS", "Set-RicloudWebhookConfig {id} -Url <address> -Wait -Force" },
        { Good + "Trace-RicloudEvent -Key 1 -Type poll.completed", null, "It would go to webhook config {id} ({url}/_emulator/receiver/good), the organisation's default, which is valid.", "Trace-RicloudEvent -Key 1 -Type poll.completed -Probe" },
        { Good + "$t = $c | Test-RicloudWebhookConfig -Wait; Get-RicloudEvent -Type webhook_config -First 1 | Trace-RicloudEvent", null, "It was delivered on ", "" },
    };

    public void Dispose()
    {
        Run("$null = Set-RicloudKey 1 -UseDefaultWebhookConfig; $null = Set-RicloudOrganisation -NoDefaultWebhookConfig; Get-RicloudWebhookConfig -State * | Remove-RicloudWebhookConfig -Force").AssertClean();
        _module.Dispose();
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void It_names_where_the_way_breaks_and_what_mends_it(string script, string? place, string conclusion, string command)
    {
        PSObject trace = Run("$WarningPreference = 'SilentlyContinue'; " + script).AssertClean().Output.Single();

        Assert.Equal(place, trace.Properties["BreaksAt"].Value);
        Assert.Contains(Fill(conclusion, trace), (string)trace.Properties["Conclusion"].Value, StringComparison.Ordinal);
        Assert.Equal(Fill(command, trace), trace.Properties["Command"].Value);
    }

    /// <summary>A receiver of one thread waits for the request of each connection before it takes the next.</summary>
    [Fact]
    public async Task A_receiver_that_serves_one_connection_at_a_time_is_no_fault()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        System.Threading.CancellationToken ended = TestContext.Current.CancellationToken;
        Task served = Task.Run(async () =>
        {
            for (int answered = 0; answered < 1;)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(ended);
                if (await client.GetStream().ReadAsync(new byte[65536], ended) > 0)
                {
                    await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), ended);
                    answered++;
                }
            }
        }, ended);
        await using var scene = new StubScene(request => StubAnswer.Json(200, request.Path switch
        {
            "/organisation" => """{"id": 1, "resource": "organisation", "webhook_config_default": 7}""",
            "/tasks" => StubScene.List(false),
            "/keys/1" => """{"id": 1, "resource": "key", "state": "active"}""",
            _ => StubScene.Config("7", url: $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x"),
        }));

        PSObject trace = scene.Run("Trace-RicloudEvent -Key 1 -Probe -TimeoutSec 5").AssertClean().Output.Single();

        Assert.Equal(200, trace.Properties["StatusCode"].Value);
        Assert.Null(trace.Properties["BreaksAt"].Value);
        await served;
    }

    [Fact]
    public void An_event_or_a_key_that_is_not_there_is_an_error()
    {
        Run("Trace-RicloudEvent 4d1c63c0-8a62-4f0e-9b0a-3c8f2a1d5e77").AssertError("NotFound");
        Run("Trace-RicloudEvent -Key 99").AssertError("NotFound");
    }

    private string Fill(string text, PSObject trace) => text
        .Replace("{id}", trace.Properties["WebhookConfig"].Value?.ToString(), StringComparison.Ordinal)
        .Replace("{event}", trace.Properties["Id"].Value?.ToString(), StringComparison.Ordinal)
        .Replace("{url}", fixture.Emulator.Url.ToString().TrimEnd('/'), StringComparison.Ordinal);

    private PipelineRun Run(string script) => _module.Run(
        "Connect-Ricloud -Url $url -Token $token; " + script, new System.Collections.Generic.Dictionary<string, object?> { ["url"] = fixture.Emulator.Url.ToString().TrimEnd('/'), ["token"] = fixture.Emulator.Token });
}
