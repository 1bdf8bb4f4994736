using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using System.Xml.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Nothing that came over the wire steers the terminal; the objects keep what came.</summary>
public sealed class TerminalTests
{
    private const string Hostile = "\\u001b[31mred\\u0007\\u009b0m\\u007f\\u202e\\u2028\\nline\\ttab\\r";

    private static readonly string[] Commands =
    [
        "Connect-Ricloud -Url $url -Token $token -PassThru", "Get-RicloudSession", "Get-RicloudOrganisation", "Get-RicloudWebhookConfig", "Get-RicloudWebhookConfig 7",
        "Get-RicloudKey", "Get-RicloudTask", "Get-RicloudEvent", "Set-RicloudWebhookConfig 7 -State new", "Set-RicloudKey 5 -WebhookConfig 7",
        "Get-RicloudWebhookConfig | Compare-RicloudWebhookConfig -IncludeEqual", "Compare-RicloudWebhookConfig -InputObject 'https://example.com' -Prune",
        "Get-RicloudWebhookConfig | Set-RicloudWebhookConfig -State new -WhatIf", "Get-RicloudWebhookConfig | Remove-RicloudWebhookConfig", "Get-RicloudWebhookConfig | Remove-RicloudWebhookConfig -Confirm:$false",
        "Set-RicloudOrganisation (Get-RicloudWebhookConfig) -WhatIf", "Invoke-RicloudApi /configs/webhook/7 | Remove-RicloudWebhookConfig -WhatIf", "Get-RicloudKey broken", "Get-RicloudTask broken",
        "Invoke-RicloudApi /configs/webhook/7 | Get-RicloudTask", "ConvertFrom-RicloudWebhook -Body $body -Signature (New-RicloudWebhookSignature $body s) -Secret s",
        "Get-RicloudEvent | Send-RicloudEvent http://127.0.0.1:9 -Secret s", "'https://example.com' | Sync-RicloudWebhookConfig -Prune -WhatIf", "Update-RicloudWebhookSecret 7 -WhatIf",
        "Connect-Ricloud -Url $url -Token ($token + [char]27)", "Get-RicloudWebhookConfig ([char]27 + 'x')", "New-RicloudWebhookConfig ('http://x/' + [char]27)", "Invoke-RicloudApi ('/' + [char]27) DELETE -WhatIf",
    ];

    [Fact]
    public async Task No_stream_question_view_or_error_has_a_control_character()
    {
        await using var scene = new StubScene(Answer);
        foreach (string command in Commands)
        {
            PipelineRun run = scene.Run(
                "$DebugPreference = $VerbosePreference = 'Continue'; " + command,
                ("url", scene.Api.Url.ToString()), ("token", StubScene.Token), ("body", Event.Replace("\\u2028", string.Empty, StringComparison.Ordinal)));
            string host = scene.Module.HostText;
            string shown = string.Join('\n', run.Verbose.Concat(run.Debug).Concat(run.Warnings)
                .Concat(run.Progress.Select(p => p.Activity + p.StatusDescription + p.CurrentOperation))
                .Concat(run.Information.Select(i => i.ToString()))
                .Concat(run.Output.Select(o => o.BaseObject is PSCustomObject ? string.Empty : o.ToString()))
                .Concat(run.Errors.Append(run.TerminatingError).OfType<ErrorRecord>().SelectMany(e => new[] { e.ToString(), e.Exception.Message, e.CategoryInfo.ToString() }))
                .Append(host)
                .Append(scene.Module.Render([.. run.Output.Where(o => o.BaseObject is not PSCustomObject)])));

            AssertSafe(shown, command);
            if (command == "Get-RicloudWebhookConfig 7")
            {
                Assert.Contains("\\u001b[31mred", shown, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Objects_keep_the_true_value()
    {
        await using var scene = new StubScene(Answer);

        Assert.Equal([true, true, true], scene.Run(
            "(Get-RicloudWebhookConfig 7).Url.Contains([char]27); (Get-RicloudOrganisation).Name.Contains([char]27); (Get-RicloudEvent).Data.url.Contains([char]27)").AssertClean().OutputOf<bool>());
    }

    [Fact]
    public void No_column_shows_a_property_as_it_is()
    {
        XDocument views = XDocument.Load(Path.Combine(RepositoryFolders.Module, "Ricloud.Format.ps1xml"));
        string[] ours = ["DateCreated", "DateStarted", "DateCompleted", "DateDelivered", "DateExpires", "ReceivedAt", "Timestamp", "ConnectedAt", "EndedAt", "Duration", "LastTest", "CertificateEnds", "LastDelivered", "OldestPending", "Since", "Until", "Shown"];

        Assert.Empty(views.Descendants("PropertyName"));
        Assert.All(views.Descendants("ScriptBlock").Select(b => b.Value), block => Assert.All(
            block.Split("$_.").Skip(1), read => Assert.Contains(ours, name => read.StartsWith(name, StringComparison.Ordinal))));
        foreach (string control in (string[])["TableControl", "ListControl", "WideControl", "CustomControl"])
        {
            Assert.Equal(16 * 2, views.Descendants("View").Where(v => v.Element(control) is not null).SelectMany(v => v.Descendants("TypeName")).Select(t => t.Value).Distinct().Count());
        }
    }

    private static void AssertSafe(string shown, string command)
    {
        // What the views colour a state with is our own.
        string text = System.Text.RegularExpressions.Regex.Replace(shown, "\\u001b\\[[0-9;]*m", string.Empty);
        Assert.False(shown.Contains("\u001b[31mred", StringComparison.Ordinal), command);
        char[] steering = [.. text.Where(c => (char.IsControl(c) && c is not ('\n' or '\r')) || c is '\u202e' or '\u2028').Distinct()];
        Assert.True(steering.Length == 0, $"{command}: {string.Join(' ', steering.Select(c => ((int)c).ToString("x", System.Globalization.CultureInfo.InvariantCulture)))} in {text}");
    }

    private const string Config = "{\"id\": \"7\", \"resource\": \"webhook_config\", \"url\": \"http://127.0.0.1:9/" + Hostile + "\", \"organisation\": \"" + Hostile + "\", \"state\": \"" + Hostile + "\", \"new" + Hostile + "\": \"" + Hostile + "\"}";

    private const string Event = "{\"id\": \"e" + Hostile + "\", \"resource\": \"event\", \"type\": \"" + Hostile + "\", \"action\": \"" + Hostile + "\", \"state\": \"" + Hostile + "\", \"data\": " + Config + "}";

    private static StubAnswer Answer(StubRequest request) => request.Path switch
    {
        "/key" => StubAnswer.Json(200, Key),
        "/keys" => StubAnswer.Json(200, StubScene.List(false, Key)),
        "/organisation" => StubAnswer.Json(200, $$"""{"id": "{{Hostile}}", "resource": "organisation", "name": "{{Hostile}}", "slug": "{{Hostile}}", "state": "{{Hostile}}", "permissions": {{Config}}, "webhook_configs": {{StubScene.List(false, Config)}}, "webhook_config_default": "7" }"""),
        "/tasks" => StubAnswer.Json(200, StubScene.List(false, $$"""{"id": "{{Hostile}}", "resource": "task", "type": "{{Hostile}}", "target": "{{Hostile}}", "state": "{{Hostile}}", "error": "{{Hostile}}", "results": [{{Config}}] }""")),
        "/events" => StubAnswer.Json(200, StubScene.List(false, Event)),
        "/tasks/broken" => StubAnswer.Bytes(200, "text/html", System.Text.Encoding.UTF8.GetBytes("<html>\u001b[31mred\u0007</html>")),
        "/keys/broken" => StubAnswer.Json(400, $$"""{"error": "{{Hostile}}", "message": "{{Hostile}}", "params": {"{{Hostile}}": "{{Hostile}}" } }"""),
        "/configs/webhook" when request.Method == "GET" => StubAnswer.Json(200, StubScene.List(false, Config)),
        _ when request.Method == "DELETE" => StubAnswer.Json(404, $$"""{"error": "not-found", "message": "{{Hostile}}" }"""),
        _ => StubAnswer.Json(200, Config),
    };

    private const string Key = "{\"id\": \"5\", \"resource\": \"key\", \"type\": \"" + Hostile + "\", \"state\": \"" + Hostile + "\", \"webhook_config\": \"" + Hostile + "\"}";
}
