using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class HarnessTests
{
    [Fact]
    public void A_run_keeps_each_stream()
    {
        using var module = new ModuleRunspace();

        PipelineRun run = module.Run(
            "function f { [CmdletBinding()] param() $PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteVerbose('v'); $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]'x', 'Y', 'NotSpecified', 7)); 1; 2 } f -Verbose; $given",
            new Dictionary<string, object?> { ["given"] = "g" });

        Assert.Equal(["w"], run.Warnings);
        Assert.Equal(["v"], run.Verbose);
        Assert.Equal([1, 2, "g"], run.OutputOf<object>());
        Assert.Equal(7, run.AssertError("Y").TargetObject);
    }

    [Fact]
    public void A_run_can_be_stopped_and_the_runspace_used_again()
    {
        using var module = new ModuleRunspace();

        PipelineRun run = module.Start("while ($true) { }").Stop();

        Assert.True(run.WasStopped);
        Assert.Equal([3], module.Run("1 + 2").AssertClean().OutputOf<int>());
    }

    [Fact]
    public void Objects_are_rendered_as_the_shell_shows_them()
    {
        using var module = new ModuleRunspace();

        string text = module.Render(module.Run("[pscustomobject]@{ A = 1; B = 'x' }").Output, width: 40);

        Assert.Equal("\nA B\n- -\n1 x\n\n", text);
    }

    [Fact]
    public async Task The_stub_records_requests_and_drops_or_answers_them()
    {
        await using var stub = StubApi.InTurn(StubAnswer.Json(201, "{\"id\": 1}"), StubAnswer.Drop);
        using var http = new HttpClient { BaseAddress = stub.Url };

        using HttpResponseMessage answer = await http.PostAsync("/a?b=c", new StringContent("body"), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/d", TestContext.Current.CancellationToken));

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal("body", stub.Requests[0].BodyText);
        Assert.Equal(["POST /a?b=c", "GET /d"], [stub.Requests[0].ToString(), stub.Requests[1].ToString()]);
    }
}
