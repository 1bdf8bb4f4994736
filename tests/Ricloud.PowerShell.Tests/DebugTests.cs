using System;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>What -Debug adds to -Verbose: the wire, without what is secret on it.</summary>
public sealed class DebugTests
{
    [Fact]
    public async Task Debug_tells_address_type_size_and_what_a_stranger_said()
    {
        await using var scene = new StubScene(r => r.Path.EndsWith("/7", StringComparison.Ordinal)
            ? StubAnswer.Json(200, StubScene.Config("7"))
            : StubAnswer.Bytes(400, "text/html", Encoding.UTF8.GetBytes("<p>" + StubScene.Token)));

        PipelineRun run = scene.Run("$DebugPreference = 'Continue'; Get-RicloudWebhookConfig 7; Get-RicloudWebhookConfig 8");

        Assert.StartsWith($"GET {scene.Api.Url}configs/webhook/7 with Authorization: Token (hidden); 200, application/json, ", run.Debug[0], StringComparison.Ordinal);
        Assert.Contains("400 Rejected: <p>***", run.Debug[1], StringComparison.Ordinal);
        Assert.DoesNotContain(run.Debug, d => d.Contains("planted", StringComparison.Ordinal));
    }
}
