using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>An id that is a number in JSON is a number in PowerShell, wherever one comes out.</summary>
public sealed class IdTests
{
    [Theory]
    [InlineData("($c | Where-Object Id -le 3).Id -join ','", "3,2,1")]
    [InlineData("($c | Where-Object Id -gt 9).Id -join ','", "12,11,10")]
    [InlineData("($c | Where-Object Id -eq '7').Id -join ','", "7")]
    [InlineData("($c | Where-Object Id -in 7, '8').Id -join ','", "8,7")]
    [InlineData("$h = @{}; $c | ForEach-Object { $h[$_.Id] = $_.Url }; \"$($h[$c[0].Id])|$($h[[long]7])|$($h[7])|$($h['7'])\"", "https://example.com/12|https://example.com/7||")]
    [InlineData("\"$($c[0].Id)\"", "12")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($c[0])).Id.GetType().Name", "Int64")]
    public async Task A_numeric_id_sorts_compares_and_looks_up_as_a_number(string expression, string expected)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, StubScene.List(false, [.. Enumerable.Range(1, 12).Reverse().Select(id => StubScene.Config($"{id}"))])));

        PipelineRun run = scene.Run("$c = Get-RicloudWebhookConfig; " + expression).AssertClean();

        Assert.Equal(expected, Convert.ToString(run.Output.Single().BaseObject, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Every_id_of_every_object_is_a_number_where_one_was_sent()
    {
        await using StubScene scene = new(request => StubAnswer.Json(200, request.Path switch
        {
            "/organisation" => """{"id": 1, "name": "N", "storage_config_default": 2, "webhook_config_default": 3}""",
            "/key" => """{"id": 4, "storage_config": 2, "webhook_config": 3, "state": "active"}""",
            "/events/9" => """{"id": 9, "type": "task", "action": "failed", "data": {"id": 8}}""",
            "/tasks/8" => """{"id": 8, "organisation": 1, "key": 4, "user": 5, "source": 6, "session": 7, "poll": 10, "target": 3, "state": "failed"}""",
            _ => StubScene.Config("3"),
        }));

        PipelineRun run = scene.Run("""
            $o = Get-RicloudOrganisation; $k = Get-RicloudKey -Current; $t = Get-RicloudTask 8; $e = Get-RicloudEvent 9; $c = Get-RicloudWebhookConfig 3
            $s = Connect-Ricloud -Url $url -Token $token -PassThru
            $o.Id, $o.StorageConfigDefault, $o.WebhookConfigDefault, $k.Id, $k.StorageConfig, $k.WebhookConfig, $c.Id, $c.Organisation,
            $t.Id, $t.Organisation, $t.Key, $t.User, $t.Source, $t.Session, $t.Poll, $t.Target, $e.Id, $e.Data.id, $s.KeyId, $s.OrganisationId
            """).AssertClean();

        Assert.Equal([1L, 2L, 3L, 4L, 2L, 3L, 3L, 1L, 8L, 1L, 4L, 5L, 6L, 7L, 10L, 3L, 9L, 8L, 4L, 1L], run.OutputOf<long>());
    }

    [Theory]
    [InlineData("\"0c7a3b5e-5e1b-4f6e-9b0e-0123456789ab\"", typeof(string), "0c7a3b5e-5e1b-4f6e-9b0e-0123456789ab")]
    [InlineData("\"007\"", typeof(string), "007")]
    [InlineData("9223372036854775808", typeof(System.Numerics.BigInteger), "9223372036854775808")]
    public async Task Text_stays_text_and_no_digit_is_lost(string json, Type type, string path)
    {
        await using StubScene scene = new(_ => StubAnswer.Json(200, $$"""{"id": {{json}}, "url": "https://a", "state": "valid"}"""));

        PipelineRun run = scene.Run("$c = Get-RicloudWebhookConfig 1; $c.Id; $null = $c | Get-RicloudWebhookConfig; $null = Get-RicloudWebhookConfig $c.Id").AssertClean();

        Assert.IsType(type, run.Output.Single().BaseObject);
        Assert.Equal(["/configs/webhook/1", "/configs/webhook/" + path, "/configs/webhook/" + path], scene.Api.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task An_event_id_binds_as_a_guid_alone_in_a_list_in_an_object_and_as_a_place_to_go_on_from()
    {
        const string Id = "0c7a3b5e-5e1b-4f6e-9b0e-0123456789ab";
        await using StubScene scene = new(request => StubAnswer.Json(200, request.Path.StartsWith("/events/", StringComparison.Ordinal)
            ? $$"""{"id": "{{Id}}", "type": "task", "action": "failed"}"""
            : StubScene.List(false)));

        scene.Run("""
            $g = [guid]$id
            $null = Get-RicloudEvent $g; $null = Get-RicloudEvent $g, $g; $null = $g | Get-RicloudEvent
            $null = [pscustomobject]@{ Id = $g } | Get-RicloudEvent; $null = @{ id = $g; resource = 'event' } | Get-RicloudEvent
            $null = Watch-RicloudEvent -AfterId $g -TimeoutSec 1
            """, ("id", Id)).AssertClean();

        List<string> targets = [.. scene.Api.Requests.Select(r => r.Target)];
        Assert.Equal(Enumerable.Repeat("/events/" + Id, 6), targets.Take(6));
        Assert.Contains("before_id=" + Id, targets[6], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$event")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($event))")]
    [InlineData("[pscustomobject]@{ id = [int]9; resource = 'event'; type = 'task'; action = 'failed' }")]
    [InlineData("[pscustomobject]@{ id = [guid]'0c7a3b5e-5e1b-4f6e-9b0e-0123456789ab'; resource = 'event'; type = 'task'; action = 'failed' }")]
    public async Task An_event_is_sent_whatever_its_id_is(string expression)
    {
        await using StubScene scene = new(request => StubAnswer.Json(200, """{"id": 9, "resource": "event", "type": "task", "action": "failed"}"""));

        PipelineRun run = scene.Run("$event = Get-RicloudEvent 9; " + expression + " | Send-RicloudEvent $url -Secret 'planted-secret-0815'").AssertClean();

        string id = Convert.ToString(run.Output.Single().Properties["EventId"].Value, CultureInfo.InvariantCulture)!;
        StubRequest sent = scene.Api.Requests[^1];
        Assert.Equal("/" + id, sent.Target);
        Assert.Contains(id.Length > 1 ? $"\"id\":\"{id}\"" : "\"id\":9", sent.BodyText, StringComparison.Ordinal);
    }
}
