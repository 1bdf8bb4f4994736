using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>What is written as a declaration, and what is wrong with it.</summary>
public sealed class DeclarationTests(DeclarationTests.SharedScene shared) : IClassFixture<DeclarationTests.SharedScene>
{
    private SyncScene Scene => shared.Scene;

    public static TheoryData<string, string> Good => new()
    {
        { "x.psd1", "@{ WebhookConfigs = @(@{ Url = '{a}'; Default = $true; Keys = 1 }, @{ Url = '{b}'; State = 'deactivated' }) }" },
        { "x.psd1", "# why\n@{\n  WebhookConfigs = @(\n    @{ Url = '{a}'; Default = $true; Keys = @(1) }\n    @{ url = \"{b}\"; State = 'Deactivated' }\n  )\n}" },
        { "x.json", """{ "webhookConfigs": [ { "url": "{a}", "default": true, "keys": [1] }, { "url": "{b}", "state": "deactivated" } ] }""" },
        { "x.JSON", """[ /* first */ { "Url": "{a}", "Default": true, "Keys": "1", "State": null }, { "Url": "{b}", "State": "deactivated" } ]""" },
        { "x.csv", "Url,State,Default,Keys\n{a},,true,1\n{b},deactivated,,\n" },
        { "x.csv", "Url,State,Default,Keys\n{a},,true,1\n,,,\n{b},deactivated,,\n,,,\n" },
        { "x.json", """[ { "Id": "5", "Resource": "webhook_config", "Url": "{a}", "State": "invalid", "Default": true, "Keys": 1 }, { "Resource": "webhook_config", "Url": "{b}", "State": "deactivated" }, ]""" },
        { "x.csv", "\"Id\",\"Resource\",\"Url\",\"State\",\"Secret\",\"Default\",\"Keys\"\n5,webhook_config,{a},new,,true,1\n6,webhook_config,{b},deactivated,,," },
        { "x.csv", "\"Url\";\"State\";\"Default\";\"Keys\"\r\n\"{a}\";\"\";\"true\";\"1\"\r\n\"{b}\";\"deactivated\";\"\";\"\"" },
        { "x.csv", "url\tSTATE\tdefault\tkeys\n{a}\t\ttrue\t1\n\"{b}\"\tdeactivated" + "\t\t\n\n\n" },
        { "x.csv", " Url | State | Default | Keys \n {a} | | true | 1 \n{b}|deactivated||\n" },
        { "x.csv", "sep=;\nUrl;State;Default;Keys\n{a};;true;1\n{b};deactivated;;\n" },
        { "x.csv", "\uFEFF#TYPE System.Management.Automation.PSCustomObject\r\nSEP=|\r\nUrl|State|Default|Keys\r\n{a}||true|1\r\n{b}|deactivated||\r\n" },
        { "x.csv", "Url,State,Default,Keys,,\n{a},,true,1,,\n{b},deactivated,,,\n,,,,,\n" },
        { "x.csv", "Url,State,Default,Keys,,\n{a},,true,1\n{b},deactivated,,,,,,\n" },
        { "x.csv", "\"Url\", \"State\" , \"Default\",\"Keys\"\n\"{a}\", ,true,\"1\"\n\"{b}\" ,deactivated,,\n" },
        { "x.csv", "Url\u061BState\u061BDefault\u061BKeys\n{a}\u061B\u061Btrue\u061B1\n{b}\u061Bdeactivated\u061B\u061B\n" },
        { "x.psd1", "<# why\n#> @{\n  'WebhookConfigs' = @{ Url = '{a}' # one\n Default = $TRUE; Keys = 0x1 },\n   @{ \"Url\" = \u201C{b}\u201D; State = ('deactivated'); Default = $null }\n};\n" },
        { "x.psd1", "@{ WebhookConfigs = @(@(@{ Url = @'\n{a}\n'@; Default = $true; Keys = @('1') })\n@{ Url = `\n \"{b}\"; State = \"de`activated\".Length } ) }".Replace("de`activated\".Length", "deactivate`d\"", StringComparison.Ordinal) },
        { "x.csv", "#TYPE Selected.Thing\r\n\"Keys\",\"Url\",\"Default\",\"State\"\r\n\"1\",\"{a}\",\"True\",\"valid\"\r\n\r\n\"\",\"{b}\",\"False\",\"deactivated\"" },
    };

    public static TheoryData<string, string, string[]> Bad => new()
    {
        { "x.psd1", "@{ WebhookConfigs = @(\n@{ Url = '{a}'; Sate = 'valid' }\n) }", ["line 2 (entry 1): 'Sate' is unknown"] },
        { "x.psd1", "@{ WebhookConfigs = @(\n@{ Url = '{a}'; State = 'active' }\n@{ Url = 'ftp://x' }) }", ["line 2 (entry 1): the State 'active'", "line 3 (entry 2): 'ftp://x'"] },
        { "x.psd1", "@{ WebhookConfigs = @(\n@{ Url = (Get-Content x) }) }", ["line 2: '(Get-Content x)' would have to be run"] },
        { "x.psd1", "@{ WebhookConfigs = @(\n@{ Url = $env:HOME }) }", ["line 2: '$env:HOME' would have to be run"] },
        { "x.psd1", "@{ WebhookConfigs = @(\n@{ Url = \"x$(Remove-Item y)\" }) }", ["line 2: '\"x$(Remove-Item y)\"' would have to be run"] },
        { "x.psd1", "Remove-Item y\n@{ WebhookConfigs = @() }", ["one hashtable"] },
        { "x.psd1", "param($x)\n@{ WebhookConfigs = '{a}' }", ["one hashtable"] },
        { "x.psd1", "@{ WebhookConfigs = @(", ["line 1: '@(' is opened"] },
        { "x.psd1", "@{ Webhooks = '{a}' }", ["line 1: 'Webhooks' is unknown", "WebhookConfigs is missing"] },
        { "x.psd1", "@{ WebhookConfigs = @() }", ["No webhook config is declared"] },
        { "x.json", "{ \"webhookConfigs\": [\n{ \"url\": \"{a}\" },\n{ \"url\": \"{a}\" } ] }", ["line 3 (entry 2): '{a}' is declared twice, at line 2 (entry 1) too"] },
        { "x.json", "[ { \"url\": \"{a}\", \"default\": true },\n{ \"url\": \"{b}\", \"default\": true } ]", ["line 2 (entry 2): there are two defaults, at line 1 (entry 1) too"] },
        { "x.json", "[ { \"url\": \"{a}\", \"URL\": \"{b}\" } ]", ["line 1 (entry 1): 'URL' is there twice"] },
        { "x.json", "[ { \"url\": \"{a}\", \"default\": \"maybe\", \"keys\": [ true ] } ]", ["'maybe' doesn't tell whether it is the Default", "'True' is no key's id"] },
        { "x.json", "[ { \"state\": \"valid\" }, 5 ]", ["line 1 (entry 1): there is no Url", "line 1 (entry 2): '5' is no entry"] },
        { "x.json", "[ { \"url\": \"{a}\",\n ", ["line 2: this isn't JSON"] },
        { "x.json", "[ \"{a}\" ] 5", ["line 1: this isn't JSON"] },
        { "x.json", "", ["The file is empty"] },
        { "x.json", "[ { \"Resource\": \"key\", \"Id\": 5, \"Url\": \"{a}\" } ]", ["line 1 (entry 1): 'key' is no webhook config"] },
        { "x.csv", "Resource,Url,State\nwebhook_config,{a},disabled", ["line 2 (entry 1): the State 'disabled' can't be wanted"] },
        { "x.csv", "Url,Sate\n{a},valid", ["line 1: 'Sate' is no known column"] },
        { "x.csv", "Url;Sate\n{a};valid", ["line 1: 'Sate' is no known column; there are Url, State, Default, Keys, Credential, SignedUrl and SignedUrlExpiry, separated by semicolons"] },
        { "x.csv", "Adresse;Status\n{a};valid", ["line 1: 'Adresse;Status' is no known column"] },
        { "x.csv", "\"Url\";\"State\"\n\"{a}\",\"valid\"", ["something follows a closing quote; write a quote inside quotes as two. Fields are separated by semicolons here."] },
        { "x.csv", "sep=\nUrl,State\n{a},valid", ["line 1: 'sep=' names no separator"] },
        { "x.csv", "Url,State,,\n{a},valid,,x\n", ["line 2: 1 of its 4 fields have no column"] },
        { "x.csv", "Url,State\n{a},valid,,x\n", ["line 2: 1 of its 4 fields have no column"] },
        { "x.csv", "Url,State\n{a},valid\n{b}", ["line 3: it has 1 fields"] },
        { "x.csv", "Url,State\n\"{a},valid\n{b},valid", ["line 2: a quote is opened and never closed"] },
        { "x.csv", "Url,Keys\n{a},5;6\n\n{b},6", ["line 4 (entry 2): key 6 is named at line 2 (entry 1) too"] },
        { "x.csv", "Url,State,Default\n{a},deactivated,true", ["line 2 (entry 1): what is deactivated delivers nothing"] },
        { "x.csv", "Url,Keys\n{a},1;99", ["line 2 (entry 1): the organisation has no key 99"] },
        { "x.csv", "Url,State", ["No webhook config is declared"] },
        { "x.csv", "Url,Default,Keys,Credential\n{a},true,1,\ngs://x/y,true,1,env:X\n{b},,,env:Y", ["line 4 (entry 3): 'Credential' is unknown"] },
        { "x.psd1", "@{ StorageConfigs = @{ Url = '{a}'; Credential = 'env:X' }\nWebhookConfigs = 's3://x' }", ["line 2 (entry 1): 's3://x' is no receiver's address", "line 1 (StorageConfigs entry 1): '{a}' is no address of a storage"] },
        { "x.psd1", "@{ StorageConfigs = @{ Url = 'gs://x'; SignedUrlExpiry = 0; SignedUrl = 'no'; State = 'off' } }", ["the State 'off'", "'0' is no SignedUrlExpiry", "'no' doesn't tell whether there is a SignedUrl"] },
        { "x.psd1", "@{ StorageConfigs = @{ Url = 'gs://x' } }", ["line 1 (StorageConfigs entry 1): there is no storage config for gs://x yet"] },
        { "x.psd1", "@{ StorageConfigs = @{ Url = 'gs://x'; State = 'deactivated'; Keys = 1 } }", ["what is deactivated stores nothing"] },
        { "x.psd1", "@{ Keys = @{ Id = 1; State = 'deactivated' } }", ["line 1 (Keys entry 1): key 1 is the one in use here"] },
        { "x.psd1", "@{ Keys = @{ Id = 9; State = 'active' }, 9, @{ Id = 1; Stage = 1 }, @{ State = 'expired' } }", ["key 9 is declared twice", "'Stage' is unknown; an entry has Id, State, WebhookConfig, StorageConfig and PublishSourceFiles", "declared by its Id", "the State 'expired'"] },
        { "x.psd1", "@{ Keys = @{ Id = 9; State = 'active' } }", ["the organisation has no key 9"] },
        { "x.psd1", "@{ WebhookConfigs = '{a}', @{ Url = '{b}'; State = 'deactivated' }\nKeys = @{ Id = 1; WebhookConfig = '{b}'; StorageConfig = 'gs://x' }, @{ Id = 2; WebhookConfig = 5 } }", ["'5' is no address of a webhook config", "is declared as deactivated, so a key can't use it", "'gs://x' is not declared, so a key can't use it"] },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void A_declaration_is_read_whatever_it_is_written_in(string name, string text)
    {
        PipelineRun run = Scene.Run("Compare-RicloudWebhookConfig $file -IncludeEqual", Scene.Write(name, text)).AssertClean();

        Assert.Equal(
            ["create webhook config planned", "repoint organisation planned", "repoint key 1 planned", "none webhook config done"], SyncScene.Steps(run));
        Assert.Equal([Scene.Live("a"), Scene.Live("a"), Scene.Live("a"), Scene.Live("b")], run.Output.Select(s => s.Properties["Url"].Value));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_is_said_with_its_place(string name, string text, string[] problems)
    {
        string path = Scene.Write(name, text);

        ErrorRecord error = Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertError("DeclarationInvalid");

        Assert.Contains(path, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.TargetObject);
        Assert.All(problems, p => Assert.Contains(p.Replace("{a}", Scene.Live("a"), StringComparison.Ordinal), error.ErrorDetails.Message, StringComparison.Ordinal));
        Assert.Equal(problems.Length, error.ErrorDetails.Message.Split('\n').Length - 1);
    }

    [Theory]
    [InlineData("x.yaml", "its extension is '.yaml'")]
    [InlineData("missing.psd1", "missing.psd1")]
    public void A_file_that_cannot_be_read_is_said_so(string name, string message)
    {
        string path = name.StartsWith("missing", StringComparison.Ordinal) ? Path.Combine(Path.GetTempPath(), "no-such-folder", name) : Scene.Write(name, "x");

        ErrorRecord error = Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertError("DeclarationUnreadable");

        Assert.Contains(message, error.ErrorDetails?.Message ?? error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_that_would_be_read_wrong_is_no_address()
    {
        string path = Scene.Write("latin.csv", string.Empty);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("Url\nhttp://127.0.0.1:9/\u00e4\n"));

        Assert.Contains("isn't text in UTF-8", Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertError("DeclarationUnreadable").Exception.Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, Encoding.Unicode.GetBytes("Url\nhttp://127.0.0.1:9/a\n"));
        Assert.Contains("isn't text in UTF-8", Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertError("DeclarationUnreadable").Exception.Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. Encoding.Latin1.GetBytes("Url\nhttp://127.0.0.1:9/\u00e4\n")]);
        Assert.Contains("isn't text in UTF-8", Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertError("DeclarationUnreadable").Exception.Message, StringComparison.Ordinal);
        File.WriteAllText(path, "Url\nhttp://127.0.0.1:9/a\n", Encoding.Unicode);
        Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertClean();
    }

    [Theory]
    [InlineData("[pscustomobject]")]
    [InlineData("")]
    public void What_was_added_to_an_export_counts_when_it_is_piped_too(string kind)
    {
        string script = $$"""
            {{kind}}@{ Id = '5'; Resource = 'webhook_config'; Url = '{{Scene.Live("a")}}'; State = 'invalid'; Secret = [object]::new(); Default = 'true'; Keys = '1' },
            {{kind}}@{ Id = '6'; Resource = 'webhook_config'; Url = '{{Scene.Live("b")}}'; State = 'Deactivated'; Secret = $null } | Compare-RicloudWebhookConfig -IncludeEqual
            """;

        Assert.Equal(
            ["create webhook config planned", "repoint organisation planned", "repoint key 1 planned", "none webhook config done"],
            SyncScene.Steps(Scene.Run(script, string.Empty).AssertClean()));
    }

    [Theory]
    [InlineData(".", "it is a folder")]
    [InlineData("folder.json", "it is a folder")]
    [InlineData("variable:x.json", "it isn't in the file system")]
    public void What_is_no_file_is_said_so(string name, string message)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ricloud-declaration-");
        try
        {
            folder.CreateSubdirectory("folder.json");
            string path = name.Contains(':', StringComparison.Ordinal) ? name : Path.Combine(folder.FullName, name);

            ErrorRecord error = Scene.Run("Compare-RicloudWebhookConfig $file", path).AssertError("DeclarationUnreadable");

            Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("'{a}', '{b}' | Compare-RicloudWebhookConfig")]
    [InlineData("Compare-RicloudWebhookConfig -InputObject '{a}', @{ Url = '{b}' }")]
    [InlineData("[pscustomobject]@{ Url = '{a}'; State = ''; Default = 'false' }, [ordered]@{ url = [uri]'{b}' } | Compare-RicloudWebhookConfig")]
    [InlineData("@{ WebhookConfigs = '{a}', '{b}' } | Compare-RicloudWebhookConfig")]
    public void Objects_are_a_declaration_too(string script)
    {
        PipelineRun run = Scene.Run(script).AssertClean();

        Assert.Equal([Scene.Live("a"), Scene.Live("b")], run.Output.Select(s => s.Properties["Url"].Value));
    }

    [Theory]
    [InlineData("'{a}', 5 | Compare-RicloudWebhookConfig", "item 2: '5' is no entry")]
    [InlineData("[DateTime]::Now | Compare-RicloudWebhookConfig", "a System.DateTime is no entry")]
    [InlineData("$null | Compare-RicloudWebhookConfig", "No webhook config is declared")]
    [InlineData("@() | Compare-RicloudWebhookConfig", "No webhook config is declared")]
    [InlineData("Get-RicloudKey | Compare-RicloudWebhookConfig", "item 1: '1' is no receiver's address")]
    [InlineData("'{a}' | Compare-RicloudWebhookConfig -Default '{b}'", "can't be the organisation's default: it isn't declared")]
    [InlineData("@{ Url = '{a}'; State = 'deactivated' } | Compare-RicloudWebhookConfig -Default '{a}'", "item 1 declares it as deactivated")]
    public void Objects_that_are_none_are_refused(string script, string problem) =>
        Assert.Contains(problem, Scene.Run(script).AssertError("DeclarationInvalid").ErrorDetails.Message, StringComparison.Ordinal);

    [Fact]
    public void The_default_can_be_given_beside_the_declaration()
    {
        PipelineRun run = Scene.Run("@{ Url = '{a}'; Default = $true }, '{b}' | Compare-RicloudWebhookConfig -Default '{b}'").AssertClean();

        Assert.Equal(Scene.Live("b"), Assert.Single(run.Output, s => (string)s.Properties["Action"].Value == "repoint").Properties["Url"].Value);
    }

    public sealed class SharedScene : IAsyncLifetime
    {
        internal SyncScene Scene { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Scene = await SyncScene.StartAsync();

        public ValueTask DisposeAsync() => Scene.DisposeAsync();
    }
}
