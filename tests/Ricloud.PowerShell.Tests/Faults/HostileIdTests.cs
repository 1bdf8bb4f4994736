using System;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Faults;

/// <summary>Ids, addresses and tokens that would be something else on the wire than they are to whoever passes them.</summary>
public sealed class HostileIdTests
{
    private static readonly string[] Ids =
    [
        "a/b", "../keys", "/", "//example.com/x", "a\\b", "3?state=new", "3#x", "3&x=y", "%2e", "%2e%2e", "%2E%2E%2Fkeys", "..%2fkeys", "%00", "%0d%0aX: y",
        "3\0", "3\r\nX: y", "3\nX", "3\u2028", ".", "..", "...", "3;x=y", "鍵😀", "http://example.com/3", "{id}", "3\ud83d", "\udc00\ud83d", new string('9', 1024), new string('9', 1025),
    ];

    private static readonly (string Command, string Route)[] Commands =
    [
        ("Get-RicloudWebhookConfig -Id $id", "/configs/webhook/"),
        ("Set-RicloudWebhookConfig -Id $id -State deactivated", "/configs/webhook/"),
        ("Remove-RicloudWebhookConfig -Id $id -Confirm:$false", "/configs/webhook/"),
        ("Test-RicloudWebhookConfig -Id $id", "/configs/webhook/"),
        ("Get-RicloudTask -Id $id", "/tasks/"),
        ("Wait-RicloudTask -Id $id", "/tasks/"),
        ("Get-RicloudEvent -Id $id", "/events/"),
        ("Get-RicloudKey -Id $id", "/keys/"),
        ("Set-RicloudKey -Id $id -WebhookConfig 8", "/keys/"),
        ("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -WebhookConfig $id", "/configs/webhook/"),
        ("[pscustomobject]@{ id = $id; resource = 'webhook_config' } | Remove-RicloudWebhookConfig -Confirm:$false", "/configs/webhook/"),
    ];

    [Fact]
    public async Task No_id_reaches_another_route()
    {
        await using var scene = new StubScene(static _ => StubAnswer.Json(404, """{"error": "not-found", "message": "no"}"""));
        foreach (string id in Ids)
        {
            foreach ((string command, string route) in Commands)
            {
                int before = scene.Api.Requests.Count;

                PipelineRun run = scene.Run(command, ("id", id));

                string error = Assert.Single(run.Errors.Append(run.TerminatingError), static error => error is not null)!.FullyQualifiedErrorId.Split(',')[0];

                // What hangs on a config is looked up first, by a path that no id is part of.
                StubRequest[] sent = [.. scene.Api.Requests.Skip(before)
                    .Where(request => request.Path.StartsWith(route, StringComparison.Ordinal) || (request.Query.Length == 0 && request.ToString() != "GET /organisation"))];
                if (error == "InvalidId")
                {
                    Assert.Empty(sent);
                    continue;
                }

                Assert.True(sent.Length == 1, $"{command} with {id}: {error}, {string.Join(' ', sent.AsEnumerable())}");
                string path = sent[0].Target;
                path = command.StartsWith("Test", StringComparison.Ordinal) ? path[..^"/test".Length] : path;
                Assert.True(error == "NotFound" && IsOneSegment(path, route, id), $"{command} with {id}: {error}, {path}");
                Assert.False(sent[0].Headers.ContainsKey("X"));
            }
        }
    }

    [Fact]
    public async Task No_id_in_a_query_adds_a_parameter()
    {
        await using var scene = new StubScene(static _ => StubAnswer.Json(200, StubScene.List(false)));
        foreach (string id in Ids)
        {
            foreach (string command in (string[])["Get-RicloudTask -Target $id", "Get-RicloudTask -Type $id", "Get-RicloudEvent -Action $id"])
            {
                int before = scene.Api.Requests.Count;

                PipelineRun run = scene.Run(command, ("id", id));

                StubRequest[] sent = [.. scene.Api.Requests.Skip(before)];
                string[] values = [.. sent.SelectMany(static request => request.Query.Split('&')).Select(static pair => Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
                Assert.True(sent.Length == 0 || values.Contains(id.Trim()) || values.Contains(id), $"{command} with {id}: {string.Join(' ', sent.AsEnumerable())}");
                Assert.Equal(sent.Length == 0, run.Errors.Count + (run.TerminatingError is null ? 0 : 1) == 1);
            }
        }
    }

    [Theory]
    [InlineData("Connect-Ricloud -SkipTokenCheck -Url $url -Token \"a`r`nX: y\"", "InvalidConnection")]
    [InlineData("Connect-Ricloud -SkipTokenCheck -Url $url -Token \"a`0\"", "InvalidConnection")]
    [InlineData("Connect-Ricloud -SkipTokenCheck -Url \"$url`r`nX: y\" -Token t", "InvalidConnection")]
    [InlineData("Connect-Ricloud -SkipTokenCheck -Url \"$($url)a`r`n/b\" -Token t", "InvalidConnection")]
    [InlineData("New-RicloudWebhookConfig \"https://example.com/`r`nX: y\"", "InvalidUrl")]
    [InlineData("New-RicloudWebhookConfig \"https://example.com/`0\"", "InvalidUrl")]
    [InlineData("New-RicloudWebhookConfig ('https://example.com/' + [char]0xD83D)", "InvalidUrl")]
    [InlineData("Invoke-RicloudApi ('/x' + [char]0xD83D)", "RequestRefused")]
    [InlineData("Invoke-RicloudApi /x POST -Body @{ a = [string][char]0xD83D }", "RequestRefused")]
    [InlineData("Set-RicloudWebhookConfig 7 -Url \"https://exa`r`nmple.com/\"", "InvalidUrl")]
    [InlineData("Receive-RicloudEvent -Port 0 -PublicUrl \"https://example.com/`r`nX: y\"", "InvalidUrl")]
    [InlineData("Send-RicloudEvent \"$url`r`nX: y\" -Type a -Action b -Secret c", "InvalidUrl")]
    [InlineData("Invoke-RicloudApi \"/x`r`nX: y\"", "RequestRefused")]
    [InlineData("Compare-RicloudWebhookConfig -InputObject \"https://example.com/`r`nX: y\"", "DeclarationInvalid")]
    public async Task Line_breaks_in_tokens_and_addresses_are_refused_before_anything_is_sent(string command, string errorId)
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run(command, ("url", scene.Api.Url.ToString())).AssertError(errorId);

        Assert.Empty(scene.Api.Requests);
    }

    private static bool IsOneSegment(string path, string route, string id)
    {
        string segment = path.StartsWith(route, StringComparison.Ordinal) ? path[route.Length..] : "/";
        return segment.Length > 0 && segment is not ("." or "..") && segment.IndexOfAny(['/', '\\', '?', '#', ' ', '\0', '\r', '\n']) < 0
            && Uri.UnescapeDataString(segment) == id.Trim();
    }
}
