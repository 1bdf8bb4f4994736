using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>The same text is the same moment in every culture, and every date is local.</summary>
public sealed class MomentTests
{
    private static readonly string[] Cultures = ["ar-SA", "th-TH", "fa-IR", "tr-TR", "de-DE", "en-GB", "en-US"];

    [Theory]
    [InlineData("'2026-01-02'", null)]
    [InlineData("'2026-01-02T03:04'", null)]
    [InlineData("'2026-01-02 03:04:05'", null)]
    [InlineData("'2026-01-02T03:04:05Z'", "2026-01-02T03:04:05.000000Z")]
    [InlineData("' 2026-01-02T03:04Z '", "2026-01-02T03:04:00.000000Z")]
    [InlineData("'2026-01-02T05:34:05.1234567+02:30'", "2026-01-02T03:04:05.123456Z")]
    [InlineData("1767323045", "2026-01-02T03:04:05.000000Z")]
    [InlineData("'1767323045'", "2026-01-02T03:04:05.000000Z")]
    [InlineData("1767323045.0", "2026-01-02T03:04:05.000000Z")]
    [InlineData("([datetime]::new(2026, 1, 2, 3, 4, 5, [DateTimeKind]'Utc'))", "2026-01-02T03:04:05.000000Z")]
    [InlineData("([datetimeoffset]::new(2026, 1, 2, 3, 4, 5, 0, 0))", "2026-01-02T03:04:05.000000Z")]
    [InlineData("([psobject]::AsPSObject([datetime]::new(2026, 1, 2, 3, 4, 5, [DateTimeKind]'Utc')))", "2026-01-02T03:04:05.000000Z")]
    [InlineData("$c.DateCreated", "2026-01-02T03:04:05.000006Z")]
    [InlineData("$c.DateCreated.ToString('o')", "2026-01-02T03:04:05.000006Z")]
    [InlineData("([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($c))).DateCreated", "2026-01-02T03:04:05.000006Z")]
    public async Task The_same_text_is_the_same_moment_in_every_culture(string moment, string? expected)
    {
        await using StubScene scene = Scene();

        foreach (string culture in Cultures)
        {
            scene.Run(InCulture(culture, $"$c = Get-RicloudWebhookConfig 1; $null = Get-RicloudWebhookConfig -CreatedAfter {moment}")).AssertClean();
        }

        string[] asked = [.. scene.Api.Requests.Where(r => r.Query.Length > 0).Select(r => Uri.UnescapeDataString(r.Query.Split("[gte]=", 2)[^1].Split("%5Bgte%5D=")[^1])).Distinct()];
        Assert.Equal(expected ?? IsoOfLocal(moment), Assert.Single(asked));
    }

    [Theory]
    [InlineData("'11/10/2026'")]
    [InlineData("'11.10.2026'")]
    [InlineData("'2026/11/10'")]
    [InlineData("'tomorrow'")]
    [InlineData("'10 November 2026'")]
    [InlineData("\"$($c.DateCreated)\"")]
    [InlineData("'2026-02-30'")]
    [InlineData("'2026-13-01'")]
    [InlineData("'٢٠٢٦-٠١-٠٢'")]
    [InlineData("'๒๐๒๖-๐๑-๐๒'")]
    [InlineData("'١٧٦٧٣٢٣٠٤٥'")]
    [InlineData("1.5")]
    [InlineData("'1767323045.5'")]
    [InlineData("99999999999999")]
    [InlineData("$true")]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("@()")]
    public async Task Whatever_else_is_refused_in_every_culture_with_what_to_write(string moment)
    {
        await using StubScene scene = Scene();

        foreach (string culture in Cultures)
        {
            PipelineRun run = scene.Run(InCulture(culture, $"$c = Get-RicloudWebhookConfig 1; Get-RicloudWebhookConfig -CreatedBefore {moment}"));
            Assert.Contains("2026-11-26T06:25:59Z", run.AssertError("ParameterArgumentTransformationError").Exception.Message, StringComparison.Ordinal);
        }

        Assert.All(scene.Api.Requests, r => Assert.Empty(r.Query));
    }

    [Fact]
    public async Task A_date_is_local_as_all_dates_of_PowerShell_are()
    {
        await using StubScene scene = Scene();

        PipelineRun run = scene.Run("""
            $c = Get-RicloudWebhookConfig 1
            $s = Connect-Ricloud -Url $url -Token $token -SkipTokenCheck -PassThru
            $body = '{"id": "u", "type": "task", "action": "failed"}'
            $r = ConvertFrom-RicloudWebhook $body (New-RicloudWebhookSignature $body planted-secret-0815) -Secret planted-secret-0815
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($c))
            $c.DateCreated, $s.ConnectedAt, $r.ReceivedAt, $copy.DateCreated
            """).AssertClean();

        Assert.All(run.OutputOf<DateTime>(), date => Assert.Equal(DateTimeKind.Local, date.Kind));
        DateTime created = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(60).ToLocalTime();
        Assert.Equal([created, created], [run.OutputOf<DateTime>()[0], run.OutputOf<DateTime>()[3]]);
    }

    private static string InCulture(string culture, string script) =>
        $"[Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::new('{culture}'); {script}";

    private static string IsoOfLocal(string moment) =>
        DateTime.Parse(moment.Trim('\''), CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static StubScene Scene() => new(request => StubAnswer.Json(200, request.Path == "/configs/webhook" ? StubScene.List(false) : StubScene.Config("1")));
}
