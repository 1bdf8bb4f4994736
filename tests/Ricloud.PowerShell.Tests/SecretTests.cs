using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>A planted token and a planted secret must be in no stream and in no copy of an object.</summary>
public sealed class SecretTests
{
    private const string Secret = "planted-secret-0815";

    private static readonly string[] Commands =
    [
        "Connect-Ricloud -Url $url -Token $token -PassThru",
        "Get-RicloudSession",
        "Get-RicloudWebhookConfig",
        "Get-RicloudWebhookConfig 7",
        "New-RicloudWebhookConfig https://example.com",
        "Set-RicloudWebhookConfig 7 -State new",
        "Get-RicloudKey -Current",
        "Get-RicloudEvent e",
        "Invoke-RicloudApi /configs/webhook/7",
        "Invoke-RicloudApi /configs/webhook -Paginate",
        "Get-RicloudTask broken",
        "Get-RicloudKey broken",
        "New-RicloudWebhookSignature body (Get-RicloudWebhookConfig 7)",
        "Test-RicloudWebhookSignature body (New-RicloudWebhookSignature body (Get-RicloudWebhookConfig 7)) -Secret $plant -Detailed",
        "ConvertFrom-RicloudWebhook body t=1 -Secret $plant",
        "Send-RicloudEvent $url -Type a -Action b -Secret (Get-RicloudWebhookConfig 7)",
        "Receive-RicloudEvent -Port 0 -TimeoutSec 1 -WebhookConfig 7",
        "Receive-RicloudEvent -Port -1 -Secret $plant",
        "Test-RicloudWebhookSignature body -Signature x -Secret @{ a = $plant }",
        "Update-RicloudWebhookSecret 7 -NewConfig 8",
        "Update-RicloudWebhookSecret 7 -DeploySecret { throw $_ }",
        "Get-RicloudWebhookConfig 7 | Compare-RicloudWebhookConfig -Prune -IncludeEqual",
        "New-RicloudStorageConfig gs://a/b @{ client_email = $plant; private_key = $plant }",
        "New-RicloudStorageConfig gs://a/b (ConvertTo-Json @{ private_key = $plant }) -WhatIf",
        "New-RicloudStorageConfig gs://a/b \"{ $plant\"",
        "New-RicloudStorageConfig gs://a/b \"a,b`n$plant\"",
        "New-RicloudStorageConfig gs://a/b @{ private_key = [IO.MemoryStream]::new(); other = $plant }",
        "Set-RicloudStorageConfig 4 -Credential @{ private_key = $plant }",
        "Get-RicloudStorageConfig 4",
        "New-RicloudKey",
    ];

    [Fact]
    public async Task No_stream_and_no_copy_shows_a_secret()
    {
        await using var scene = new StubScene(Answer);
        foreach (string command in Commands)
        {
            PipelineRun run = scene.Run(
                $"$DebugPreference = $VerbosePreference = 'Continue'; {command}", ("url", scene.Api.Url.ToString()), ("token", StubScene.Token), ("plant", Secret));

            string shown = string.Join('\n', Shown(scene, run));
            Assert.All(Forms(StubScene.Token).Concat(Forms(Secret)), form => Assert.DoesNotContain(form, shown, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Secrets_are_given_to_who_asks()
    {
        await using var scene = new StubScene(Answer);

        PipelineRun run = scene.Run("(Get-RicloudWebhookConfig 7).RevealSecret(); (Get-RicloudKey -Current).RevealToken(); ([securestring](Get-RicloudWebhookConfig 7).Secret).Length").AssertClean();

        Assert.Equal([Secret, StubScene.Token, Secret.Length], run.OutputOf<object>());
    }

    private static IEnumerable<string> Shown(StubScene scene, PipelineRun run)
    {
        IEnumerable<string> streams =
        [
            .. run.Verbose, .. run.Debug, .. run.Warnings,
            .. run.Progress.Select(p => p.ToString()),
            .. run.Errors.Append(run.TerminatingError).Where(e => e is not null).SelectMany(e => new[] { e!.ToString(), e.Exception.ToString(), e.ErrorDetails?.Message ?? string.Empty, PSSerializer.Serialize(e, 4) }),
            scene.Module.HostText,
        ];
        return streams
            .Concat(run.Output.Select(o => o.ToString()))
            .Concat(run.Output.Select(o => PSSerializer.Serialize(o, 6)))
            .Concat(run.Output.Where(o => o.BaseObject is not PSCustomObject).Select(o => JsonConvert.SerializeObject(o.BaseObject)))
            .Concat(run.Output.SelectMany(o => o.Properties.Select(p => p.Name + "=" + p.Value)))
            .Append(scene.Module.Render(run.Output));
    }

    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Convert.ToHexString(Encoding.Unicode.GetBytes(secret)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)),
        Uri.EscapeDataString(secret.Replace('-', '%')),
    ];

    private static StubAnswer Answer(StubRequest request) => request.Path switch
    {
        "/key" => StubAnswer.Json(200, $$"""{"id": 5, "resource": "key", "type": "standard", "token": "{{StubScene.Token}}", "state": "active"}"""),
        "/organisation" => StubAnswer.Json(200, $$"""{"id": 3, "resource": "organisation", "webhook_configs": {{StubScene.List(false, StubScene.Config("7"))}} }"""),
        "/events/e" => StubAnswer.Json(200, $$"""{"id": "e", "resource": "event", "data": {"token": "{{StubScene.Token}}", "deep": {"secret": "{{Secret}}" } }, "other": {"secret": "{{Secret}}" } }"""),
        "/tasks/broken" => StubAnswer.Bytes(200, "text/html", Encoding.UTF8.GetBytes($"<html>you sent Token {request.Headers["Authorization"].Split(' ')[1]}</html>")),
        "/keys/broken" => StubAnswer.Json(400, $$"""{"error": "invalid-parameter", "message": "no {{StubScene.Token}}", "params": {"token": "{{StubScene.Token}}" } }"""),
        "/configs/storage/4" => StubAnswer.Json(200, $$"""{"id": 4, "resource": "storage_config", "type": "gs", "url": "gs://a/b", "credentials": {"client_email": "{{Secret}}", "deep": {"n": ["{{Secret}}"]} }, "state": "valid"}"""),
        "/configs/storage" => StubAnswer.Json(400, """{"error": "invalid-parameter", "message": "no", "params": {"credentials": "It is wrong."} }"""),
        "/keys" when request.Method == "POST" => StubAnswer.Json(201, $$"""{"id": 5, "resource": "key", "type": "standard", "token": "{{StubScene.Token}}", "state": "active"}"""),
        "/configs/webhook" when request.Method == "GET" => StubAnswer.Json(200, StubScene.List(false, StubScene.Config("7"), StubScene.Config("8"))),
        _ => StubAnswer.Json(200, StubScene.Config("7")),
    };
}
