using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Storage configs, keys and the organisation's default on the real emulator.</summary>
public sealed class StorageConfigCommandTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Google = """{ "type": "service_account", "client_email": "a@b", "private_key": "-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----\n" }""";
    private const string Amazon = "\uFEFFUser name,Access key ID,Secret access key\r\nbob,AKIA1,\"plan\"\"ted,x\"\r\n";

    private readonly ModuleRunspace _module = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-storage-");

    public void Dispose()
    {
        Run("Get-RicloudStorageConfig -State * | Remove-RicloudStorageConfig -Force -WarningAction SilentlyContinue").AssertClean();
        _module.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void New_with_Wait_gives_the_outcome_of_the_test_and_never_the_credential()
    {
        PipelineRun run = Run("'gs://one/a', 's3://two' | New-RicloudStorageConfig -Credential @{ client_email = 'planted' } -SignedUrl -SignedUrlExpiry 60 -Wait").AssertClean();

        Assert.Equal(["valid", "invalid"], Values(run, "State"));
        Assert.Equal(["gs", "s3"], Values(run, "Type"));
        Assert.Equal([true, true], Values(run, "SignedUrlsEnabled"));
        Assert.Equal([60L, 60L], Values(run, "SignedUrlsExpiry"));
        Assert.Equal([null, null], Values(run, "Credentials"));
        Assert.DoesNotContain("planted", _module.Render(run.Output, 200), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$json", "gs://a/b")]
    [InlineData("$lines", "gs://a/b")]
    [InlineData("$object", "gs://a/b")]
    [InlineData("$secure", "gs://a/b")]
    [InlineData("google.json", "gs://a/b")]
    [InlineData("$file", "gs://a/b")]
    [InlineData("@{ client_email = 'a'; private_key = $secure }", "gs://a/b")]
    [InlineData("$csv", "s3://a/b")]
    [InlineData("amazon.csv", "s3://a/b")]
    [InlineData("$row", "s3://a/b")]
    [InlineData("@($row)", "s3://a/b")]
    [InlineData("$pair", "s3://a/b")]
    public void A_credential_is_taken_in_every_form_that_people_have_it_in(string credential, string url)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "google.json"), Google);
        File.WriteAllText(Path.Combine(_folder.FullName, "amazon.csv"), Amazon);

        _module.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        using SecureString secure = new NetworkCredential("", Google).SecurePassword;
        PSObject made = new();
        made.Properties.Add(new PSNoteProperty("client_email", "a@b"));
        PSObject row = new();
        row.Properties.Add(new PSNoteProperty("Access key ID", "AKIA1"));
        row.Properties.Add(new PSNoteProperty("Secret access key", "planted"));

        PipelineRun run = Run(
            $"New-RicloudStorageConfig {url} -Credential {credential} -Wait",
            ("json", Google), ("csv", Amazon), ("lines", Google.Split(' ')), ("object", made), ("secure", secure), ("row", row),
            ("file", new FileInfo(Path.Combine(_folder.FullName, "google.json"))), ("pair", new PSCredential("AKIA1", secure))).AssertClean();

        Assert.Equal(["valid"], Values(run, "State"));
    }

    [Theory]
    [InlineData("'{ \"planted\": '")]
    [InlineData("'[1]'")]
    [InlineData("\"a,b`n1\"")]
    [InlineData("\"a,b`n1,2`n3,4\"")]
    [InlineData("'nowhere.json'")]
    [InlineData("1")]
    [InlineData("@()")]
    [InlineData("([datetime]::Now)")]
    [InlineData("@{ a = { planted } }")]
    public void What_is_no_credential_is_said_and_nothing_of_it_is_shown(string credential)
    {
        _module.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        PipelineRun run = Run($"New-RicloudStorageConfig gs://a/b -Credential {credential}");

        Assert.DoesNotContain("planted", run.AssertError("InvalidCredential").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("gs://")]
    [InlineData("gs:/bucket")]
    [InlineData("GS://bucket")]
    [InlineData("s3://a b")]
    [InlineData("local:///tmp")]
    [InlineData("")]
    public void New_refuses_what_is_no_storages_address_for_that_item_only(string url)
    {
        PipelineRun run = Run("$bad, 'gs://good' | New-RicloudStorageConfig -Credential @{ a = 1 }", ("bad", url));

        Assert.Equal(url, run.AssertError("InvalidStorageUrl").TargetObject.ToString());
        Assert.Equal(["gs://good"], Values(run, "Url"));
    }

    [Fact]
    public void Set_Get_Test_and_Remove_are_as_those_of_webhook_configs()
    {
        PipelineRun run = Run(
            """
            $config = New-RicloudStorageConfig gs://a/b @{ client_email = 'a' } -Wait
            ($config | Set-RicloudStorageConfig -Url s3://c/d -Force -Wait -WarningAction SilentlyContinue).State
            ($config | Set-RicloudStorageConfig -Credential @{ access_key_id = 'a' } -Wait).State
            (Get-RicloudStorageConfig -Url s3://*/d).Type
            $task = $config | Test-RicloudStorageConfig -Wait
            $task.Type + ' ' + $task.State
            ($task | Get-RicloudStorageConfig).Url
            $config | Test-RicloudStorageConfig -Quiet
            ($config | Set-RicloudStorageConfig -State Deactivated -Force -WarningAction SilentlyContinue).State
            @(Get-RicloudStorageConfig).Count
            (Get-RicloudStorageConfig -State deactivated).Url
            $config | Remove-RicloudStorageConfig -Force
            @(Get-RicloudStorageConfig -State *).Count
            """).AssertClean();

        Assert.Equal(
            ["invalid", "valid", "s3", "storage_config.test succeeded", "s3://c/d", true, "deactivated", 0, "s3://c/d", 0], run.Output.Select(o => o.BaseObject));
    }

    [Theory]
    [InlineData("New-RicloudStorageConfig gs://a/b @{ a = 1 } -WhatIf", "\"Create\" on target \"storage config for gs://a/b\"")]
    [InlineData("Set-RicloudStorageConfig 3 -Credential @{ a = 1 } -SignedUrl:$false -WhatIf", "Set Credential to another one, SignedUrl to 'false', State to 'new', and test it")]
    [InlineData("New-RicloudKey -WhatIf", "\"Create\" on target \"key\"")]
    [InlineData("Set-RicloudKey 1 -StorageConfig 3 -State deactivated -WhatIf", "Set StorageConfig to 'storage config 3': its results go there; State to 'deactivated': its token is refused from then on")]
    [InlineData("Set-RicloudOrganisation -DefaultStorageConfig 3 -WhatIf", "Set DefaultStorageConfig to 'storage config 3': results of keys without a config of their own go there")]
    public void WhatIf_says_what_would_happen_and_sends_nothing(string command, string expected)
    {
        Run(command).AssertClean();

        Assert.Contains(expected, _module.HostText, StringComparison.Ordinal);
        Assert.Empty(Run("Get-RicloudStorageConfig").AssertClean().Output);
    }

    [Fact]
    public void A_webhook_config_is_never_taken_for_a_storage_config()
    {
        PipelineRun run = Run(
            "$hook = New-RicloudWebhookConfig http://127.0.0.1:9/; $hook, 'gs://x' | Set-RicloudStorageConfig -State new; Set-RicloudKey 1 -StorageConfig $hook");

        Assert.Equal(["WrongKindOfObject", "NotFound", "WrongKindOfObject"], run.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void A_new_key_has_its_configs_and_a_hidden_token_that_works()
    {
        PipelineRun run = Run(
            """
            $store = New-RicloudStorageConfig gs://a/b @{ client_email = 'a' } -Wait
            $key = New-RicloudKey -StorageConfig $store -PublishSourceFiles
            $key
            "$($key.Token)"
            (Connect-Ricloud -Url $url -Token $key -PassThru).KeyId -eq $key.Id
            Connect-Ricloud -Url $url -Token $token
            ($key | Set-RicloudKey -UseDefaultStorageConfig -State deactivated).State
            (Set-RicloudOrganisation -DefaultStorageConfig $store).StorageConfigDefault -eq $store.Id
            (Get-RicloudStorageConfig -IncludeUse).IsDefault
            (Get-RicloudOrganisation).StorageConfigs.Data[0].Url
            """).AssertClean();

        PSObject key = run.Output[0];
        Assert.NotNull(key.Properties["StorageConfig"].Value);
        Assert.True((bool)((PSObject)key.Properties["Config"].Value).Properties["publish_source_files"].Value);
        Assert.Equal(["(hidden)", true, "deactivated", true, true, "gs://a/b"], run.Output.Skip(1).Select(o => o.BaseObject));
    }

    private PipelineRun Run(string script, params (string Name, object? Value)[] variables)
    {
        Dictionary<string, object?> values = variables.ToDictionary(v => v.Name, v => v.Value);
        values["url"] = fixture.Emulator.Url.ToString();
        values["token"] = fixture.Emulator.Token;
        return _module.Run("if (-not (Get-RicloudSession)) { Connect-Ricloud -Url $url -Token $token }; " + script, values);
    }

    private static object?[] Values(PipelineRun run, string property) => [.. run.Output.Select(o => o.Properties[property].Value)];
}
