using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>A secret and a token are taken in every form that people have them in, and what is shown in their place in none.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class SecretFormTests : IDisposable
{
    private const string Secret = "planted-secret-0815";

    private static readonly string[] Shown =
    [
        "(hidden)", " (HIDDEN)\n", "***", "{}", "System.Security.SecureString", "Ricloud.RicloudSecret", "Ricloud.PowerShell.RicloudSecret",
        "Ricloud.PowerShell.ReceiverSecret", "Ricloud.ReceiverSecret", "System.Management.Automation.PSCredential",
    ];

    private readonly ModuleRunspace _module = new();

    public static TheoryData<string> Placeholders => [.. Shown];

    public static TheoryData<string> Forms =>
    [
        "$secret", "\" $secret`r`n\"", "$secure", "[Ricloud.RicloudSecret]::new($secret)", "[pscredential]::new('x', $secure)",
        "[pscustomobject]@{ resource = 'webhook_config'; secret = $secret }", "@{ Resource = 'webhook_config'; Secret = $secure }",
        "[pscustomobject]@{ resource = 'webhook_config'; secret = [Ricloud.RicloudSecret]::new($secret) }",
    ];

    public void Dispose() => _module.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_comes_in_any_form(string form) => Assert.Equal(
        [true, true, true],
        Run($"$s = {form}; $h = New-RicloudWebhookSignature body $secure; Test-RicloudWebhookSignature body $h -Secret $s; Test-RicloudWebhookSignature body $h -Secret old, $s; Test-RicloudWebhookSignature body (New-RicloudWebhookSignature body $s) -Secret $secure")
            .AssertClean().OutputOf<bool>());

    [Theory]
    [MemberData(nameof(Placeholders))]
    public async Task What_is_shown_in_place_of_a_secret_is_never_taken_for_one(string shown)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"[api]\ntoken = {shown.Trim()}\nurl = http://127.0.0.1:9\n[webhooks]\nsecret = {shown.Trim()}\n", TestContext.Current.CancellationToken);
        string[] commands =
        [
            "Test-RicloudWebhookSignature body t=1,s=AA== -Secret $shown",
            "Test-RicloudWebhookSignature body t=1,s=AA== -Secret right, $shown",
            "Test-RicloudWebhookSignature body t=1,s=AA== -Secret \"right, $shown\"",
            "Test-RicloudWebhookSignature body t=1,s=AA== -Secret ([Ricloud.RicloudSecret]::new($shown).ToSecureString())",
            "Test-RicloudWebhookSignature body t=1,s=AA== -Secret ([pscustomobject]@{ Resource = 'webhook_config'; Secret = $shown })",
            "New-RicloudWebhookSignature body $shown",
            "Send-RicloudEvent http://127.0.0.1:9 -Type a -Action b -Secret $shown",
            "Receive-RicloudEvent -Port 0 -Secret $shown -TimeoutSec 1",
            "Receive-RicloudEvent -Port 0 -TimeoutSec 1",
            "Connect-Ricloud $shown http://127.0.0.1:9",
            "Connect-Ricloud -Connection @{ Token = $shown; Url = 'http://127.0.0.1:9' }",
            "Connect-Ricloud",
            "Get-RicloudKey -Current",
        ];
        using EnvironmentScope scope = new EnvironmentScope().Set("RICLOUD_CONF", file);
        foreach (bool hasVariables in (bool[])[false, true])
        {
            scope.Set("RICLOUD_SECRET", hasVariables ? shown : null).Set("RICLOUD_TOKEN", hasVariables ? shown : null);
            foreach (string command in commands)
            {
                PipelineRun run = Run(command, ("shown", shown));
                ErrorRecord error = Assert.Single(run.Errors.Append(run.TerminatingError).OfType<ErrorRecord>());

                Assert.Empty(run.Output);
                Assert.Contains("get the object from the API again", error.ErrorDetails?.Message ?? error.Exception.Message, StringComparison.Ordinal);
            }
        }

        File.Delete(file);
    }

    [Theory]
    [MemberData(nameof(Placeholders))]
    public async Task What_is_shown_in_place_of_a_secret_is_not_sent_in_a_body(string shown)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, "{}"));

        Assert.Empty(scene.Run("Invoke-RicloudApi /configs/storage POST -Body @{ credentials = @{ private_key = $shown } }", ("shown", shown)).Output);
        Assert.Empty(scene.Run("Invoke-RicloudApi /configs/storage POST -Body @{ credentials = [Ricloud.RicloudSecret]::new('x') }").Output);
        Assert.Empty(scene.Api.Requests);
    }

    [Theory]
    [InlineData("New-RicloudWebhookConfig $u")]
    [InlineData("Set-RicloudWebhookConfig 7 -Url $u")]
    [InlineData("Send-RicloudEvent $u -Type a -Action b -Secret s")]
    [InlineData("Receive-RicloudEvent -Port 0 -Secret s -TimeoutSec 1 -ForwardTo $u")]
    [InlineData("Receive-RicloudEvent -Port 0 -TimeoutSec 1 -PublicUrl $u")]
    [InlineData("Compare-RicloudWebhookConfig -InputObject $u")]
    public async Task An_address_with_a_password_or_a_fragment_is_refused_and_shows_no_password(string command)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, "{}"));
        foreach (string url in (string[])["http://user:hush-hush@127.0.0.1:9/x", "http://user@127.0.0.1:9/x", "http://127.0.0.1:9/x#part"])
        {
            PipelineRun run = scene.Run("$VerbosePreference = 'Continue'; " + command, ("u", url));
            ErrorRecord error = Assert.Single(run.Errors.Append(run.TerminatingError).OfType<ErrorRecord>());
            string shown = error + error.Exception.ToString() + error.CategoryInfo + string.Join(' ', run.Verbose) + scene.Module.HostText;

            Assert.Contains("a user name and password", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("hush-hush", shown, StringComparison.Ordinal);
            Assert.Empty(scene.Api.Requests);
        }
    }

    [Fact]
    public async Task An_address_of_the_api_is_shown_without_its_password()
    {
        const string Config = """{"id": 7, "resource": "webhook_config", "url": "https://user:hush-hush@example.com/x", "state": "valid"}""";
        await using var scene = new StubScene(_ => StubAnswer.Json(200, Config));

        PipelineRun run = scene.Run("$c = Get-RicloudWebhookConfig 7; $c; $c | Set-RicloudWebhookConfig -State new -WhatIf").AssertClean();
        string shown = scene.Module.Render(run.Output) + run.Output[0] + scene.Module.HostText;
        Assert.Contains("user:***@example.com", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", shown, StringComparison.Ordinal);
        Assert.Equal("https://user:hush-hush@example.com/x", run.Output[0].Properties["Url"].Value);
    }

    [Theory]
    [InlineData("sec", "secret", "secret")]
    [InlineData("secret1", "my secret1", "my secret1")]
    [InlineData("a/b+c\"d e-long", "a/b+c\"d e-long a%2Fb%2Bc%22d%20e-long a/b+c\\\"d e-long YS9iK2MiZCBlLWxvbmc=", "*** *** *** ***=")]
    public async Task A_secret_is_masked_in_an_echo_in_all_its_forms_unless_it_is_too_short(string secret, string echo, string shown)
    {
        await using var scene = new StubScene(_ => StubAnswer.Bytes(200, "text/plain", System.Text.Encoding.UTF8.GetBytes(echo)));

        Assert.Equal(shown, Assert.Single(scene.Run("Send-RicloudEvent $u -Type a -Action b -Secret $secure", ("u", scene.Api.Url.ToString()), ("secure", new System.Net.NetworkCredential(string.Empty, secret).SecurePassword)).AssertClean().Output).Properties["Answer"].Value);
    }

    [Fact]
    public void A_copy_says_that_it_has_lost_its_secret()
    {
        object copy = PSSerializer.Deserialize(PSSerializer.Serialize(new PSObject(Run("[pscustomobject]@{ resource = 'webhook_config'; Secret = [Ricloud.RicloudSecret]::new($secret) }").Output[0]), 3));

        ErrorRecord error = Run("New-RicloudWebhookSignature body $copy", ("copy", copy)).AssertError("InvalidSecret");
        Assert.Contains("get the object from the API again", error.Exception.Message, StringComparison.Ordinal);
        error = Run("New-RicloudWebhookSignature body $copy.Secret", ("copy", copy)).AssertError("InvalidSecret");
        Assert.Contains("get the object from the API again", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'old,' + $secret")]
    [InlineData("\"`n old ,  $secret`n\"")]
    [InlineData("\"$secret, \"")]
    public void A_text_with_commas_is_several_secrets_wherever_several_are_taken(string text)
    {
        Assert.Equal([true], Run($"Test-RicloudWebhookSignature body (New-RicloudWebhookSignature body $secure) -Secret ({text})").AssertClean().OutputOf<bool>());
        if (text.Contains("old", StringComparison.Ordinal))
        {
            Run($"New-RicloudWebhookSignature body ({text})").AssertError("InvalidSecret");
        }
    }

    [Theory]
    [InlineData("[Ricloud.RicloudSecret]::new(\"$secret`n\")", "$secret", "without the white space around it")]
    [InlineData("$secret", "[Ricloud.RicloudSecret]::new(\"$secret`n\")", "with white space behind or before it")]
    [InlineData("$secret", "[Ricloud.RicloudSecret]::new(\" $secret\")", "with white space behind or before it")]
    public void The_verdict_says_when_white_space_is_the_reason(string secret, string signedWith, string reason)
    {
        PSObject verdict = Assert.Single(Run($"Test-RicloudWebhookSignature body (New-RicloudWebhookSignature body ({signedWith})) -Secret ({secret}) -Detailed").AssertClean().Output);

        Assert.Equal("Mismatch", verdict.Properties["Verdict"].Value.ToString());
        Assert.Contains(reason, (string)verdict.Properties["Reason"].Value, StringComparison.Ordinal);
        Assert.Contains(reason, Run($"ConvertFrom-RicloudWebhook body (New-RicloudWebhookSignature body ({signedWith})) -Secret ({secret})").AssertError("SignatureMismatch").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_says_when_white_space_of_the_body_is_the_reason() => Assert.Contains(
        "the body without the white space",
        (string)Run("Test-RicloudWebhookSignature \"body`n\" (New-RicloudWebhookSignature body $secret) -Secret $secret -Detailed").AssertClean().Output[0].Properties["Reason"].Value,
        StringComparison.Ordinal);

    private PipelineRun Run(string script, params (string Name, object? Value)[] variables) => _module.Run(
        script,
        variables.Append(("secret", Secret)).Append(("secure", new System.Net.NetworkCredential(string.Empty, Secret).SecurePassword)).ToDictionary(v => v.Item1, v => v.Item2));
}
