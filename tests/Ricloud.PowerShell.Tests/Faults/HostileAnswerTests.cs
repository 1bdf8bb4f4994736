using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Faults;

/// <summary>Answers that would fill the memory, never end, or mean something else than they seem to.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class HostileAnswerTests
{
    private const long Gibibyte = 1L << 30;

    /// <summary>Buffers that grow to twice the largest body that is read, the characters of an error's, and what the engine takes.</summary>
    private const long MostMemory = 192L << 20;

    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000));
    private static readonly string DeepObject = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);

    private static readonly string[] Readers =
    [
        "Get-RicloudWebhookConfig 7", "Get-RicloudWebhookConfig", "Get-RicloudTask 7", "Get-RicloudTask", "Get-RicloudEvent e", "Get-RicloudEvent",
        "Get-RicloudKey 7", "Get-RicloudKey", "Get-RicloudKey -Current", "Get-RicloudOrganisation", "Invoke-RicloudApi /x", "Invoke-RicloudApi /x -Paginate",
        "Wait-RicloudTask 7", "Watch-RicloudEvent", "Set-RicloudWebhookConfig 7 -State new", "Set-RicloudKey 7 -WebhookConfig 7",
        "Remove-RicloudWebhookConfig 7 -Confirm:$false", "Compare-RicloudWebhookConfig -InputObject https://example.com/7",
        "Receive-RicloudEvent -Port 0 -WebhookConfig 7",
    ];

    private static readonly string[] Lists =
    [
        "Get-RicloudWebhookConfig", "Get-RicloudWebhookConfig -Url no*", "Get-RicloudWebhookConfig -State new, valid", "Get-RicloudTask", "Get-RicloudEvent",
        "Get-RicloudKey", "Invoke-RicloudApi /x -Paginate", "Watch-RicloudEvent 1", "Compare-RicloudWebhookConfig -InputObject https://example.com/no",
    ];

    [Theory]
    [InlineData("Content-Length: 1073741824", 200, "ResponseTooLarge")]
    [InlineData("Connection: close", 200, "ResponseTooLarge")]
    [InlineData("Transfer-Encoding: chunked", 200, "ResponseTooLarge")]
    [InlineData("Content-Length: 1073741824", 500, "Server")]
    [InlineData("Content-Length: 1073741824", 404, "NotFound")]
    public async Task A_body_of_a_gibibyte_is_an_error_and_takes_little_memory(string header, int status, string errorId)
    {
        string chunk = header.StartsWith("Transfer", StringComparison.Ordinal) ? "40000000\r\n" : string.Empty;
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\n{header}\r\n\r\n{chunk}");
        await using StubScene scene = await SceneAsync(new StubAnswer { Raw = head, Padding = Gibibyte });
        foreach (string command in (string[])["Get-RicloudWebhookConfig 7", "Get-RicloudEvent", "Invoke-RicloudApi /x", "Set-RicloudKey 7 -WebhookConfig 8"])
        {
            long before = GC.GetTotalAllocatedBytes();

            scene.Run(command).AssertError(errorId);

            long taken = GC.GetTotalAllocatedBytes() - before;
            Assert.True(taken < MostMemory, $"{command} took {taken >> 20} MiB.");
        }
    }

    [Fact]
    public async Task A_create_whose_answer_is_a_gibibyte_is_found_and_not_made_again()
    {
        int made = 0;
        await using var scene = new StubScene(request => request.Method == "POST" && Interlocked.Increment(ref made) > 0
            ? new StubAnswer { Raw = Encoding.ASCII.GetBytes("HTTP/1.1 201 x\r\nContent-Length: 1073741824\r\n\r\n"), Padding = Gibibyte }
            : StubAnswer.Json(200, made == 0 ? StubScene.List(false) : StubScene.List(false, StubScene.Config("7", "new"))));

        Assert.Equal(7L, scene.Run("(New-RicloudWebhookConfig https://example.com/7).Id").AssertClean().Output[0].BaseObject);

        Assert.Equal(1, made);
    }

    [Fact]
    public async Task JSON_nested_ten_thousand_deep_is_refused_wherever_it_is()
    {
        foreach (string body in (string[])[Deep, DeepObject, "{\"id\": 7, \"resource\": \"webhook_config\", \"x\": " + Deep + "}", StubScene.List(false, StubScene.Config("7").TrimEnd('}') + ", \"x\": " + DeepObject + "}")])
        {
            await using StubScene scene = await SceneAsync(StubAnswer.Json(200, body));
            foreach (string command in Readers)
            {
                AssertOneError(scene.Run(command), command, "InvalidResponse");
            }
        }
    }

    [Fact]
    public async Task An_error_with_a_body_ten_thousand_deep_is_the_error_of_its_status()
    {
        await using StubScene scene = await SceneAsync(StubAnswer.Json(403, "{\"error\": \"missing-scope\", \"params\": " + DeepObject + "}"));
        foreach (string command in Readers)
        {
            AssertOneError(scene.Run(command), command, "Forbidden");
        }
    }

    [Theory]
    [InlineData("the same page")]
    [InlineData("empty pages")]
    [InlineData("two pages in turns")]
    public async Task A_list_without_an_end_ends_with_an_error(string how)
    {
        int asked = 0;
        await using var scene = new StubScene(request => request.Path == "/organisation" ? StubAnswer.Json(200, "{\"id\": 3, \"resource\": \"organisation\"}") : StubAnswer.Json(200, how switch
        {
            "the same page" => StubScene.List(true, Item(request, 9)),
            "empty pages" => StubScene.List(true),
            _ => StubScene.List(true, Item(request, 9 - (Interlocked.Increment(ref asked) % 2))),
        }));
        foreach (string command in Lists)
        {
            int before = scene.Api.Requests.Count;

            AssertOneError(scene.Run(command), command, "PagingLoop");

            // Two states are two lists, and one page may be on its way ahead.
            Assert.InRange(scene.Api.Requests.Count - before, 1, 8);
        }
    }

    [Fact]
    public async Task A_look_through_a_list_without_an_end_ends_with_the_deadline_and_says_what_is_in_doubt()
    {
        int asked = 0;
        await using var scene = new StubScene(request => request.Method == "POST" ? StubAnswer.Drop
            : Interlocked.Increment(ref asked) == 1 ? StubAnswer.Json(200, StubScene.List(false)) : StubAnswer.Json(200, StubScene.List(true, StubScene.Config("9"))));
        scene.Run("Connect-Ricloud -Url $url -Token t -SkipTokenCheck -RetryDeadlineSec 3", ("url", scene.Api.Url.ToString())).AssertClean();

        scene.Run("New-RicloudWebhookConfig https://example.com/new").AssertError("CreateInDoubt");

        Assert.Single(scene.Api.Requests, static request => request.Method == "POST");
    }

    [Fact]
    public async Task Of_two_attributes_of_one_name_the_last_counts()
    {
        await using StubScene scene = await SceneAsync(StubAnswer.Json(200, "{\"id\": 1, \"id\": 7, \"url\": \"https://example.com/\", \"resource\": \"key\", \"resource\": \"webhook_config\", \"state\": \"new\", \"state\": \"valid\", \"a\": 1, \"a\": {\"b\": 1, \"b\": 2}}"));

        PipelineRun run = scene.Run("$c = Get-RicloudWebhookConfig 7; $c.Id; $c.State; $c.AdditionalProperties.a.b; $r = Invoke-RicloudApi /x; $r.id; $r.a.b").AssertClean();

        Assert.Equal([7L, "valid", 2L, 7L, 2L], run.OutputOf<object>());
    }

    [Theory]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"123456789012345678901234567890\"")]
    [InlineData("9223372036854775808")]
    [InlineData("-1")]
    public async Task A_huge_number_as_an_id_comes_back_to_the_server_digit_by_digit(string id)
    {
        await using var scene = new StubScene(request => StubAnswer.Json(200, request is { Method: "GET", Path: "/configs/webhook" }
            ? StubScene.List(false, Config(id)) : Config(id)));

        scene.Run("Get-RicloudWebhookConfig | Set-RicloudWebhookConfig -State new | Get-RicloudWebhookConfig").AssertClean();
        scene.Run("Invoke-RicloudApi /configs/webhook -Paginate | Get-RicloudWebhookConfig").AssertClean();

        string path = "/configs/webhook/" + id.Trim('"');
        Assert.Equal(["/configs/webhook", path, path, "/configs/webhook", path], scene.Api.Requests.Select(static request => request.Path));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("1.5")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    public async Task An_id_that_is_none_is_an_invalid_answer_or_opaque_text(string id)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, Config(id)));

        PipelineRun run = scene.Run("(Get-RicloudWebhookConfig 7).Id");

        if (run.Errors.Count == 0)
        {
            Assert.Equal(id, Assert.Single(run.Output).BaseObject);
        }
        else
        {
            run.AssertError("InvalidResponse");
        }
    }

    private static async Task<StubScene> SceneAsync(StubAnswer answer)
    {
        var scene = new StubScene(_ => answer);
        PipelineRun run = await scene.Module.Start(
            "Connect-Ricloud -Url $url -Token t -SkipTokenCheck -MaximumRetryCount 0 -RetryDeadlineSec 4", new Dictionary<string, object?> { ["url"] = scene.Api.Url.ToString() }).EndAsync();
        run.AssertClean();
        return scene;
    }

    private static string Config(string id) => StubScene.Config(id, url: "https://example.com/x");

    private static string Item(StubRequest request, int id) => request.Path switch
    {
        "/tasks" => StubScene.TestTask(id.ToString(CultureInfo.InvariantCulture), "pending"),
        "/events" => $$"""{"id": "{{id}}", "resource": "event", "type": "task", "action": "failed", "data": {}, "state": "pending", "retries": 0, "date_created": "2026-01-02T03:04:05Z"}""",
        "/keys" => $$"""{"id": {{id}}, "resource": "key", "type": "standard", "state": "active"}""",
        _ => StubScene.Config(id.ToString(CultureInfo.InvariantCulture)),
    };

    private static void AssertOneError(PipelineRun run, string command, string errorId)
    {
        string[] ids = [.. run.Errors.Append(run.TerminatingError).OfType<ErrorRecord>().Select(static error => error.FullyQualifiedErrorId.Split(',')[0])];
        Assert.True(ids is [var one] && one == errorId, $"{command}: {string.Join(' ', ids)}, not {errorId}. {string.Join(' ', run.Errors)}");
    }
}
