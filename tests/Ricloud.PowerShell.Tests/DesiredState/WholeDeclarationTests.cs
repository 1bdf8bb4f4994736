using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>Storage configs and keys, declared beside webhook configs.</summary>
public sealed class WholeDeclarationTests : IAsyncLifetime
{
    private const string Variable = "RICLOUD_TEST_CREDENTIAL";
    private const string Google = "{ \"client_email\": \"a@b\", \"private_key\": \"planted\" }";
    private const string Amazon = "Access key ID,Secret access key\nAKIA1,planted\n";
    private const string Vault = "function Get-Secret { param($Name, $Vault) if ($Name -ne 'store') { throw \"no secret $Name in $Vault\" }; @{ client_email = 'a@b'; private_key = 'planted' } }; ";

    // All there is, from nothing: three storages, of which each has its credential somewhere else.
    private const string All = """
        @{
            WebhookConfigs = @(@{ Url = '{a}'; Default = $true })
            StorageConfigs = @(
                @{ Url = 'gs://one/x'; Default = $true; Credential = 'env:RICLOUD_TEST_CREDENTIAL' }
                @{ Url = 's3://two/x'; Keys = 1; Credential = 'file:keys/amazon.csv'; SignedUrl = $true; SignedUrlExpiry = 60 }
                @{ Url = 'gs://three/x'; Credential = 'secret:mine/store' }
            )
            Keys = @(@{ Id = 2; State = 'deactivated'; PublishSourceFiles = $true }, @{ Id = 1; WebhookConfig = '{a}'; PublishSourceFiles = $true })
        }
        """;

    private static readonly string[] Done =
    [
        "create webhook config 1 done", "create storage config 1 done", "create storage config 2 done", "create storage config 3 done",
        "repoint organisation done", "repoint key 1 done", "repoint organisation done", "repoint key 1 done", "update key 2 done", "update key 1 done",
    ];

    private SyncScene _scene = null!;
    private string _file = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await SyncScene.StartAsync();
        _scene.Run("$null = New-RicloudKey").AssertClean();
        Environment.SetEnvironmentVariable(Variable, Google);
        _file = _scene.Write("all.psd1", All);
        string keys = Path.Combine(Path.GetDirectoryName(_file)!, "keys");
        _ = Directory.CreateDirectory(keys);
        File.WriteAllText(Path.Combine(keys, "amazon.csv"), Amazon);
    }

    public ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        return _scene.DisposeAsync();
    }

    [Fact]
    public void An_organisation_becomes_what_is_declared_and_a_second_run_does_nothing()
    {
        PipelineRun first = _scene.Run(Vault + "Sync-RicloudWebhookConfig $file -PassThru", _file).AssertClean();
        int changes = Posts().Length;
        PipelineRun second = _scene.Run("Sync-RicloudWebhookConfig $file -PassThru", _file).AssertClean();

        Assert.Equal(Done, SyncScene.Steps(first));
        Assert.Empty(second.Output);
        Assert.Equal(changes, Posts().Length);
        Assert.Empty(_scene.Run("Compare-RicloudWebhookConfig $file -Prune", _file).AssertClean().Output);
        Assert.Equal("3 valid False , 2 valid True 60, 1 valid False ", string.Join(", ", Storages()));
        Assert.Equal("1", _scene.Get("/organisation").GetProperty("storage_config_default").ToString());
        JsonElement[] keys = [.. _scene.Get("/keys").GetProperty("data").EnumerateArray()];
        Assert.Equal(["deactivated", "active"], keys.Select(key => key.GetProperty("state").GetString()));
        Assert.Equal(["", "2"], keys.Select(key => key.GetProperty("storage_config").ToString()));
        Assert.All(keys, key => Assert.True(key.GetProperty("config").GetProperty("publish_source_files").GetBoolean()));
    }

    [Fact]
    public void No_credential_is_in_the_plan_the_steps_or_any_stream()
    {
        PipelineRun plan = _scene.Run("$file | Get-Item | Compare-RicloudWebhookConfig -IncludeEqual -Verbose -Debug", _file);
        PipelineRun run = _scene.Run(Vault + "Sync-RicloudWebhookConfig $file -PassThru -Verbose -Debug", _file);
        PipelineRun again = _scene.Run(Vault + "Sync-RicloudWebhookConfig $file -PassThru -UpdateCredential -Verbose -Debug", _file);

        Assert.Equal(3, again.Output.Count);
        foreach (PipelineRun each in new[] { plan, run, again })
        {
            string said = string.Join('\n', [_scene.Module.Render(each.Output, 500), .. each.Verbose, .. each.Information.Select(i => i.ToString()), .. each.Warnings, .. each.Debug]);
            Assert.DoesNotContain("planted", said + string.Join('\n', each.Output.Select(step => PSSerializer.Serialize(step, 5))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_a_switch_sends_a_credential_again_and_says_from_where()
    {
        _scene.Run(Vault + "Sync-RicloudWebhookConfig $file", _file).AssertClean();

        PSObject step = _scene.Run("Compare-RicloudWebhookConfig $file; Sync-RicloudWebhookConfig $file -UpdateCredential -PassThru -WhatIf", _file).AssertClean().Output[0];

        Assert.Equal(
            ["update", "planned", "storage config 1", "Credential", null, "env:" + Variable, 1L, null],
            new[] { "Action", "Outcome", "Subject", "Attribute", "Current", "Wanted", "StorageConfig", "WebhookConfig" }.Select(name => step.Properties[name].Value));

        Environment.SetEnvironmentVariable(Variable, Amazon);
        PipelineRun run = _scene.Run(Vault + "Sync-RicloudWebhookConfig $file -UpdateCredential -PassThru", _file);
        Assert.Equal(["update storage config 1 pending", "update storage config 2 done", "update storage config 3 done"], SyncScene.Steps(run));
        Assert.Contains("storage config 1 for gs://one/x isn't valid yet. The test of storage config 1 failed", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:RICLOUD_TEST_NOTHING", "the environment variable 'RICLOUD_TEST_NOTHING' isn't there")]
    [InlineData("file:nowhere.json", "nowhere.json")]
    [InlineData("secret:mine/other", "no secret other in mine")]
    [InlineData("env:RICLOUD_TEST_CREDENTIAL", "neither a JSON object nor a CSV")]
    public void A_credential_that_is_not_there_ends_it_before_anything_is_changed(string reference, string reason)
    {
        Environment.SetEnvironmentVariable(Variable, "planted");
        string file = _scene.Write("x.psd1", All.Replace("env:" + Variable, reference, StringComparison.Ordinal));
        int changes = Posts().Length;
        _scene.Run("Compare-RicloudWebhookConfig $file; Sync-RicloudWebhookConfig $file -WhatIf", file).AssertClean();

        ErrorRecord error = _scene.Run(Vault + "Sync-RicloudWebhookConfig $file", file).AssertError("InvalidCredential");

        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(reference.Replace("file:", "file:" + Path.GetDirectoryName(file) + Path.DirectorySeparatorChar, StringComparison.Ordinal), error.TargetObject);
        Assert.Equal(changes, Posts().Length);
    }

    [Fact]
    public void Without_a_vault_it_says_what_is_missing()
    {
        ErrorRecord error = _scene.Run("Sync-RicloudWebhookConfig $file", _file).AssertError("InvalidCredential");

        Assert.Equal("secret:mine/store", error.TargetObject);
        Assert.Contains("there is no Get-Secret here", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'{ \"private_key\": \"planted\" }'")]
    [InlineData("@{ private_key = 'planted' }")]
    [InlineData("'planted'")]
    [InlineData("'env:'")]
    [InlineData("$secure")]
    public void A_credential_in_the_declaration_is_refused_and_not_shown(string credential)
    {
        string script = $"$secure = [Ricloud.RicloudSecret]::new('planted'); @{{ Url = 'gs://a/b'; Credential = {credential} }} | Sync-RicloudWebhookConfig";

        ErrorRecord error = _scene.Run(script).AssertError("DeclarationInvalid");

        Assert.Contains("must say where the credential is, and not be it", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declaration_of_one_kind_leaves_the_other_alone()
    {
        _scene.Run("$null = New-RicloudStorageConfig gs://old/x -Credential @{ client_email = 'a' } -Wait; $null = New-RicloudWebhookConfig '{b}' -Wait").AssertClean();

        _scene.Run("'{a}' | Sync-RicloudWebhookConfig -Prune").AssertClean();
        Assert.Equal("1:deactivated 2:valid default= key1= key2=", _scene.State());
        Assert.Equal("1 valid False ", string.Join(", ", Storages()));

        _scene.Run("@{ Url = 'gs://new/x'; Credential = 'env:RICLOUD_TEST_CREDENTIAL' } | Sync-RicloudWebhookConfig -Prune").AssertClean();
        Assert.Equal("1:deactivated 2:valid default= key1= key2=", _scene.State());
        Assert.Equal("2 valid False ", string.Join(", ", Storages()));
    }

    [Fact]
    public void What_a_key_stores_in_is_kept_until_the_key_is_switched_off()
    {
        _scene.Run("'gs://a/x', 'gs://b/x' | New-RicloudStorageConfig -Credential @{ client_email = 'a' } -Wait | Out-Null; $null = Set-RicloudKey 2 -StorageConfig 2").AssertClean();

        PSObject held = _scene.Run("@{ StorageConfigs = 'gs://a/x' } | Compare-RicloudWebhookConfig -Prune").AssertClean().Output.Single();
        const string Off = "@{ StorageConfigs = 'gs://a/x'; Keys = @{ Id = 2; State = 'deactivated' } } | ";
        PipelineRun plan = _scene.Run(Off + "Compare-RicloudWebhookConfig -Prune").AssertClean();
        PipelineRun off = _scene.Run(Off + "Sync-RicloudWebhookConfig -Prune -PassThru").AssertClean();

        Assert.Equal("held", held.Properties["Outcome"].Value);
        Assert.Equal("Storage config 2 (gs://b/x) is still used by key 2, whose results would be stored nowhere.", held.Properties["Reason"].Value);
        Assert.Equal(["update key 2 planned", "deactivate storage config 2 planned"], SyncScene.Steps(plan));
        Assert.Equal(["update key 2 done", "deactivate storage config 2 done"], SyncScene.Steps(off));
    }

    [Fact]
    public async Task What_fails_holds_what_depends_on_it_and_not_what_has_the_same_id()
    {
        _scene.Run("'gs://a/x', 'gs://b/x' | New-RicloudStorageConfig -Credential @{ client_email = 'a' } -Wait | Out-Null; $null = New-RicloudWebhookConfig '{a}' -Wait; $null = Set-RicloudKey 1 -WebhookConfig 1").AssertClean();
        await _scene.PostAsync("/_emulator/faults", new { kind = "status", status = 400, method = "POST", path = "/keys/1" });

        PipelineRun run = _scene.Run("@{ WebhookConfigs = @{ Url = '{b}'; Keys = 1 }; StorageConfigs = 'gs://b/x' } | Sync-RicloudWebhookConfig -Prune -PassThru -WarningAction SilentlyContinue");

        Assert.Equal(["create webhook config 2 done", "repoint key 1 failed", "deactivate webhook config 1 held", "deactivate storage config 1 done"], SyncScene.Steps(run));
    }

    [Fact]
    public void Settings_are_changed_in_one_step_and_have_the_config_tested()
    {
        _scene.Run("$null = New-RicloudStorageConfig gs://a/x -Credential @{ client_email = 'a' } -SignedUrlExpiry 60 -Wait").AssertClean();
        const string Declaration = "@{ Url = 'gs://a/x'; SignedUrl = $true; SignedUrlExpiry = 90 } | ";

        PSObject step = _scene.Run(Declaration + "Sync-RicloudWebhookConfig -PassThru").AssertClean().Output.Single();

        Assert.Equal(["update", "done", "SignedUrl, SignedUrlExpiry", "False, 60", "True, 90"], new[] { "Action", "Outcome", "Attribute", "Current", "Wanted" }.Select(name => step.Properties[name].Value));
        Assert.Equal("1 valid True 90", Storages().Single());
        Assert.Equal(2, _scene.Get("/tasks?type=storage_config.test").GetProperty("data").GetArrayLength());
        Assert.Empty(_scene.Run(Declaration + "Compare-RicloudWebhookConfig").AssertClean().Output);
        _scene.Run("@{ Keys = @{ Id = 2; State = 'deactivated' } } | Sync-RicloudWebhookConfig -WhatIf").AssertClean();
        Assert.Contains("Performing the operation \"Set State to 'deactivated'\" on target \"key 2\"", _scene.Module.HostText, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_off_comes_back_with_what_is_declared_of_it()
    {
        _scene.Run("$null = New-RicloudStorageConfig gs://a/x -Credential @{ client_email = 'a' } -Wait | Set-RicloudStorageConfig -State deactivated -Force -WarningAction SilentlyContinue").AssertClean();

        PipelineRun run = _scene.Run("@{ Url = 'gs://a/x'; SignedUrl = $true } | Sync-RicloudWebhookConfig -PassThru").AssertClean();

        Assert.Equal(["reactivate storage config 1 done"], SyncScene.Steps(run));
        Assert.Equal("1 valid True ", Storages().Single());
    }

    [Fact]
    public void An_export_of_storage_configs_is_a_declaration()
    {
        _scene.Run("'gs://a/x', 'gs://b/x' | New-RicloudStorageConfig -Credential @{ client_email = 'a' } -Wait | Out-Null").AssertClean();

        Assert.Equal(
            ["none storage config 2 done", "none storage config 1 done"],
            SyncScene.Steps(_scene.Run("Get-RicloudStorageConfig | Compare-RicloudWebhookConfig -IncludeEqual -Prune").AssertClean()));
        Assert.Empty(_scene.Run("(Invoke-RicloudApi /configs/storage).data | Compare-RicloudWebhookConfig -Prune").AssertClean().Output);
    }

    /// <summary>Each live storage config as id, state and settings, newest first.</summary>
    private IEnumerable<string> Storages() => _scene.Get("/configs/storage").GetProperty("data").EnumerateArray()
        .Select(config => string.Join(' ', new[] { "id", "state", "signed_urls_enabled", "signed_urls_expiry" }.Select(name => config.GetProperty(name).ToString())));

    private JsonElement[] Posts() => [.. _scene.Get("/_emulator/requests?limit=1000").GetProperty("data").EnumerateArray().Where(request => request.GetProperty("method").GetString() != "GET")];
}
