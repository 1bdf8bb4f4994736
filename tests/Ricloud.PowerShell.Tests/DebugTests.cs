using System;
using System.Linq;
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

    [Theory]
    [InlineData("Get-RicloudWebhookConfig 7 -Verbose", true, false)]
    [InlineData("$VerbosePreference = 'Continue'; Get-RicloudWebhookConfig 7", true, false)]
    [InlineData("$PSDefaultParameterValues = @{ 'Get-Ricloud*:Verbose' = $true }; Get-RicloudWebhookConfig 7", true, false)]
    [InlineData("function f { [CmdletBinding()] param() Get-RicloudWebhookConfig 7 } f -Verbose", true, false)]
    [InlineData("$VerbosePreference = 'Continue'; Get-RicloudWebhookConfig 7 -Verbose:$false", false, false)]
    [InlineData("Get-RicloudWebhookConfig 7 -Debug", true, true)]
    [InlineData("$DebugPreference = 'Continue'; Get-RicloudWebhookConfig 7", false, true)]
    [InlineData("$PSDefaultParameterValues = @{ 'Get-Ricloud*:Debug' = $true }; Get-RicloudWebhookConfig 7", true, true)]
    [InlineData("function f { [CmdletBinding()] param() Get-RicloudWebhookConfig 7 } f -Debug", false, true)]
    [InlineData("Get-RicloudWebhookConfig 7", false, false)]
    public async Task Requests_are_told_wherever_the_streams_are_on(string command, bool verbose, bool debug)
    {
        await using StubScene scene = StubScene.WithConfigs();

        // A cmdlet's own -Debug turns verbose on too, and may ask after each line whether to go on, which nobody answers here.
        PipelineRun run = scene.Run(command);
        bool isAsked = run.Errors.Any(e => e.ToString().StartsWith("A question was asked", StringComparison.Ordinal));

        Assert.Equal(isAsked ? 1 : 0, run.Errors.Count);
        Assert.Equal(verbose, run.Verbose.Any(line => line.StartsWith("GET /configs/webhook/7: 200", StringComparison.Ordinal)));
        Assert.Equal(debug, isAsked || run.Debug.Count > 0);
    }
}
