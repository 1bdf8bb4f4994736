using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;

namespace Ricloud.Tests;

/// <summary>A runspace that is connected to a stub of the API, for what must be seen on the wire.</summary>
internal sealed class StubScene : IAsyncDisposable
{
    public const string Token = "planted-token-4711";

    public StubScene(Func<StubRequest, StubAnswer> answer, string input = "")
    {
        Api = new StubApi(answer);
        Module = new ModuleRunspace(input);
        Module.Run(
            "Connect-Ricloud -Url $url -Token $token -SkipTokenCheck",
            new Dictionary<string, object?> { ["url"] = Api.Url.ToString(), ["token"] = Token }).AssertClean();
    }

    public StubApi Api { get; }

    public ModuleRunspace Module { get; }

    /// <summary>A stub that has every webhook config and changes it as it is asked to.</summary>
    public static StubScene WithConfigs() => new(request => StubAnswer.Json(200, Config(IdOf(request))));

    /// <summary>A webhook config as the API writes it.</summary>
    public static string Config(string id, string state = "valid", string date = "2026-01-02T03:04:05.000006Z", string? url = null) =>
        $$"""{"id": {{id}}, "resource": "webhook_config", "organisation": 1, "url": "{{url ?? "https://example.com/" + id}}", "secret": "planted-secret-0815", "state": "{{state}}", "date_created": "{{date}}"}""";

    /// <summary>A test's task as the API writes it.</summary>
    public static string TestTask(string id, string state, string target = "7") =>
        $$"""{"id": {{id}}, "resource": "task", "organisation": 1, "key": 1, "type": "webhook_config.test", "target": {{target}}, "state": "{{state}}", "results": null, "date_created": "2026-01-02T03:04:05Z"}""";

    /// <summary>A page of a list.</summary>
    public static string List(bool hasMore, params string[] items) =>
        $$"""{"resource": "list", "data": [{{string.Join(", ", items)}}], "has_more": {{(hasMore ? "true" : "false")}}, "total_count": {{items.Length}}, "url": "/x"}""";

    public PipelineRun Run(string script, params (string Name, object? Value)[] variables)
    {
        var values = new Dictionary<string, object?>();
        foreach ((string name, object? value) in variables)
        {
            values[name] = value;
        }

        return Module.Run(script, values);
    }

    public async ValueTask DisposeAsync()
    {
        Module.Dispose();
        await Api.DisposeAsync();
    }

    private static string IdOf(StubRequest request)
    {
        string[] parts = request.Path.Split('/');
        return parts.Length > 3 ? parts[3] : "1";
    }
}
