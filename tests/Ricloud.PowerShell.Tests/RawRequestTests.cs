using System;
using System.Collections;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class RawRequestTests
{
    [Fact]
    public async Task An_answer_comes_as_objects_with_its_secrets_hidden()
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run("$c = Invoke-RicloudApi /configs/webhook/7; $c.id; $c.url; \"$($c.secret)\"; $c.secret.Reveal()").AssertClean();

        Assert.Equal([7L, "https://example.com/7", "(hidden)", "planted-secret-0815"], run.OutputOf<object>());
    }

    [Theory]
    [InlineData("https://example.com/key")]
    [InlineData("//example.com/key")]
    [InlineData("/../key")]
    [InlineData("/a/%2e%2e/key")]
    [InlineData("\\\\example.com\\key")]
    [InlineData("/key\r\nX: y")]
    [InlineData("http://127.0.0.1:1/key")]
    public async Task A_path_outside_the_sessions_address_is_refused(string path)
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run("Invoke-RicloudApi $path", ("path", path)).AssertError("RequestRefused");
        scene.Run("Invoke-RicloudApi $path -Paginate", ("path", path)).AssertError("RequestRefused");

        Assert.Empty(scene.Api.Requests);
    }

    [Fact]
    public async Task A_whole_address_below_the_sessions_is_taken()
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run("Invoke-RicloudApi ($url + 'configs/webhook/7?a=b')", ("url", scene.Api.Url.ToString())).AssertClean();

        Assert.Equal("GET /configs/webhook/7?a=b", Assert.Single(scene.Api.Requests).ToString());
    }

    [Fact]
    public async Task A_body_of_text_goes_as_it_is_and_others_as_json()
    {
        await using StubScene scene = StubScene.WithConfigs();
        var moment = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        scene.Run("Invoke-RicloudApi /a -Method post -Body '{ \"x\" : 1 }'").AssertClean();
        scene.Run("Invoke-RicloudApi /a -Method POST -Body @{ x = 1.5; }").AssertClean();
        scene.Run(
            "Invoke-RicloudApi /a -Method POST -Body ([pscustomobject]@{ a = $null; b = $true; c = 1, 'z'; d = @{ e = $at }; f = [uri]'https://A/b'; g = 7d })",
            ("at", moment)).AssertClean();
        scene.Run("Invoke-RicloudApi /a -Method POST").AssertClean();
        scene.Run("Invoke-RicloudApi /a -Method POST -Body $value", ("value", JValue.CreateString("x"))).AssertClean();

        Assert.Equal(
            [
                "{ \"x\" : 1 }",
                "{\"x\":1.5}",
                "{\"a\":null,\"b\":true,\"c\":[1,\"z\"],\"d\":{\"e\":\"2026-01-02T03:04:05.000000Z\"},\"f\":\"https://A/b\",\"g\":7.0}",
                string.Empty,
                "\"x\"",
            ],
            scene.Api.Requests.Select(r => r.BodyText));
    }

    [Fact]
    public async Task A_body_without_a_form_in_json_is_refused()
    {
        await using StubScene scene = StubScene.WithConfigs();
        var loop = new Hashtable();
        loop["self"] = loop;

        scene.Run("Invoke-RicloudApi /a -Method POST -Body $loop", ("loop", loop)).AssertError("BodyNotSerialisable");
        scene.Run("Invoke-RicloudApi /a -Method POST -Body @{ x = [double]::NaN }").AssertError("BodyNotSerialisable");
        scene.Run("$t = (Invoke-RicloudApi /configs/webhook/7).secret; Invoke-RicloudApi /a -Method POST -Body @{ x = $t }").AssertError("BodyNotSerialisable");

        Assert.DoesNotContain(scene.Api.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task Paginate_gives_the_items_of_all_pages()
    {
        await using var scene = new StubScene(r => StubAnswer.Json(200, r.Query.Contains("after_id=8", StringComparison.Ordinal)
            ? StubScene.List(false, StubScene.Config("7"))
            : StubScene.List(true, StubScene.Config("9"), StubScene.Config("8"))));

        PipelineRun run = scene.Run("(Invoke-RicloudApi '/configs/webhook?state=valid' -Paginate).id").AssertClean();

        Assert.Equal([9L, 8L, 7L], run.OutputOf<long>());
        Assert.Equal(
            ["/configs/webhook?state=valid&limit=1000", "/configs/webhook?state=valid&limit=1000&after_id=8"],
            scene.Api.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task Paginate_ends_on_a_server_that_repeats_itself()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.List(true, StubScene.Config("9"))));

        scene.Run("Invoke-RicloudApi /configs/webhook -Paginate").AssertError("PagingLoop");

        Assert.Equal(2, scene.Api.Requests.Count);
    }

    [Fact]
    public async Task Paginate_reads_only()
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run("Invoke-RicloudApi /a -Method POST -Paginate").AssertError("RequestRefused");
        Assert.Empty(scene.Api.Requests);
    }

    [Fact]
    public async Task Names_that_PowerShell_cant_tell_apart_are_kept()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, """{"a": 1, "A": 2, "": 3}"""));

        PipelineRun run = scene.Run("$d = Invoke-RicloudApi /x; $d['a'], $d['A'], $d['']").AssertClean();

        Assert.Equal([1L, 2L, 3L], run.OutputOf<long>());
    }

    [Fact]
    public async Task An_error_of_the_api_has_the_path_as_target()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(404, """{"error": "not-found", "message": "No."}"""));

        Assert.Equal("/nothing", scene.Run("Invoke-RicloudApi /nothing").AssertError("NotFound").TargetObject);
    }
}
