using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

public sealed class SignatureCommandTests : IDisposable
{
    private const string Body = """{"id":"e1","resource":"event","type":"task","action":"succeeded"}""";
    private const string Secret = "planted-secret-0815";

    private readonly ModuleRunspace _module = new();

    public void Dispose() => _module.Dispose();

    [Fact]
    public void The_vectors_hold_for_text_and_for_bytes()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolders.Root, "tests", "fixtures", "signatures.json")));
        Assert.All(file.RootElement.GetProperty("vectors").EnumerateArray(), vector =>
        {
            string body = vector.GetProperty("body").GetString()!;
            string header = vector.GetProperty("header").GetString()!;
            (string, object?)[] values =
            [
                ("secret", vector.GetProperty("secret").GetString()), ("time", vector.GetProperty("timestamp").GetInt64()),
                ("body", body), ("bytes", Encoding.UTF8.GetBytes(body)), ("header", header),
            ];

            Assert.Equal([header, header], Run("New-RicloudWebhookSignature $body $secret -Timestamp $time; New-RicloudWebhookSignature $bytes $secret -Timestamp $time", values).AssertClean().OutputOf<string>());
            Assert.Equal([true, true], Run("Test-RicloudWebhookSignature $body $header -Secret $secret -ToleranceSec 2147483647; Test-RicloudWebhookSignature $bytes $header -Secret x, $secret -ToleranceSec 2147483647", values).AssertClean().OutputOf<bool>());
        });
    }

    [Theory]
    [InlineData("$header", "Valid")]
    [InlineData("@($header)", "Valid")]
    [InlineData("''", "Malformed")]
    [InlineData("$null", "Malformed")]
    [InlineData("'t=1'", "Malformed")]
    [InlineData("5", "Malformed")]
    [InlineData("$header + ',' + $header", "Malformed")]
    [InlineData("$header, 's=AAAA'", "Valid")]
    [InlineData("New-RicloudWebhookSignature $body other", "Mismatch")]
    [InlineData("New-RicloudWebhookSignature $body $secret -Timestamp ([DateTimeOffset]::UtcNow.AddSeconds(-700))", "TooOld")]
    [InlineData("New-RicloudWebhookSignature $body $secret -Timestamp ([DateTimeOffset]::UtcNow.AddSeconds(120))", "FromFuture")]
    public void The_verdict_is_one_of_five_names_with_a_reason(string signature, string verdict)
    {
        PSObject result = Assert.Single(Run($"$header = New-RicloudWebhookSignature $body $secret; Test-RicloudWebhookSignature -Body $body -Signature ({signature}) -Secret $secret -Detailed").AssertClean().Output);

        Assert.Equal(verdict, result.Properties["Verdict"].Value.ToString());
        Assert.NotEmpty((string)result.Properties["Reason"].Value);
        Assert.Equal(verdict == "Valid", Assert.Single(Run($"$header = New-RicloudWebhookSignature $body $secret; Test-RicloudWebhookSignature -Body $body -Signature ({signature}) -Secret $secret").OutputOf<bool>()));
    }

    [Theory]
    [InlineData("-ToleranceSec 800", -700, true)]
    [InlineData("-ToleranceSec 600", -700, false)]
    [InlineData("-FutureToleranceSec 200", 120, true)]
    [InlineData("-FutureToleranceSec 0", 30, false)]
    public void Both_tolerances_can_be_set(string tolerance, int age, bool isValid) => Assert.Equal(
        isValid,
        Assert.Single(Run($"Test-RicloudWebhookSignature $body (New-RicloudWebhookSignature $body $secret -Timestamp ([DateTimeOffset]::UtcNow.AddSeconds({age}))) -Secret $secret {tolerance}").AssertClean().OutputOf<bool>()));

    [Fact]
    public void An_empty_body_has_a_verdict() =>
        Assert.Equal([true, true, false], Run("$h = New-RicloudWebhookSignature '' $secret; Test-RicloudWebhookSignature '' $h -Secret $secret; Test-RicloudWebhookSignature $null $h -Secret $secret; Test-RicloudWebhookSignature ' ' $h -Secret $secret").AssertClean().OutputOf<bool>());

    [Fact]
    public void Bytes_that_a_file_was_read_as_are_a_body() =>
        Assert.Equal([true], Run("[object[]]$read = [Text.Encoding]::UTF8.GetBytes($body); Test-RicloudWebhookSignature $read (New-RicloudWebhookSignature $body $secret) -Secret $secret").AssertClean().OutputOf<bool>());

    [Theory]
    [InlineData("'a', 'b'")]
    [InlineData("@{ a = 1 }")]
    [InlineData("[pscustomobject]@{ a = 1 }")]
    [InlineData("5")]
    [InlineData("1, 2")]
    [InlineData("[string][char]0xD800")]
    public void What_has_no_bytes_of_its_own_is_refused_as_a_body(string body)
    {
        Run($"New-RicloudWebhookSignature -Body ({body}) -Secret $secret").AssertError("InvalidBodyText");
        Run($"Test-RicloudWebhookSignature -Body ({body}) -Signature '' -Secret $secret").AssertError("InvalidBodyText");
        Run($"ConvertFrom-RicloudWebhook -Body ({body}) -Signature '' -Secret $secret").AssertError("InvalidBodyText");
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("@()")]
    [InlineData("$secret, ''")]
    [InlineData("$secret, $null")]
    [InlineData("[securestring]::new()")]
    [InlineData("5")]
    [InlineData("@{ Secret = 'x' }")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'Deserialized.Ricloud.WebhookConfig'; Id = '1' }")]
    public void Verification_cannot_be_switched_off_by_accident(string secret) =>
        Run($"Test-RicloudWebhookSignature $body (New-RicloudWebhookSignature $body $secret) -Secret ({secret})").AssertError("InvalidSecret");

    [Fact]
    public void A_secret_is_text_a_secure_string_or_a_config_and_several_of_them()
    {
        PipelineRun run = Run(
            "$secure = [System.Net.NetworkCredential]::new('', $secret).SecurePassword; $config = [pscustomobject]@{ resource = 'webhook_config'; secret = [Ricloud.RicloudSecret]::new($secure) }; $h = New-RicloudWebhookSignature $body $config; $h2 = New-RicloudWebhookSignature $body $secure; foreach ($s in $secret, $secure, $config) { Test-RicloudWebhookSignature $body $h -Secret $s; Test-RicloudWebhookSignature $body $h2 -Secret 'old', $s }").AssertClean();

        Assert.Equal(Enumerable.Repeat(true, 6), run.OutputOf<bool>());
    }

    [Theory]
    [InlineData("[datetime]'1960-01-01'")]
    [InlineData("-1")]
    public void A_time_before_1970_cannot_be_signed(string time) => Run($"New-RicloudWebhookSignature a b -Timestamp ({time})").AssertError("InvalidTimestamp");

    [Theory]
    [InlineData("1538413474")]
    [InlineData("'1538413474'")]
    [InlineData("'2018-10-01T17:04:34Z'")]
    [InlineData("[datetimeoffset]'2018-10-01T19:04:34+02:00'")]
    [InlineData("[datetime]::new(2018, 10, 1, 17, 4, 34, [DateTimeKind]::Utc)")]
    public void A_time_is_a_date_or_Unix_seconds(string time) =>
        Assert.StartsWith("t=1538413474,s=", Assert.Single(Run($"New-RicloudWebhookSignature a b -Timestamp ({time})").AssertClean().OutputOf<string>()), StringComparison.Ordinal);

    private PipelineRun Run(string script, params (string Name, object? Value)[] variables) => _module.Run(
        script, variables.Append(("body", variables.FirstOrDefault(v => v.Name == "body").Value ?? Body)).Append(("secret", variables.FirstOrDefault(v => v.Name == "secret").Value ?? Secret))
            .GroupBy(v => v.Item1).ToDictionary(v => v.Key, v => v.First().Item2));
}
