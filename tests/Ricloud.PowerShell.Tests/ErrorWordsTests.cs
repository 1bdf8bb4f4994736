using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>An error names what the person wrote and who refused, and its id means one thing.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class ErrorWordsTests : IDisposable
{
    private readonly EnvironmentScope _environment = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("ricloud-words-");

    public ErrorWordsTests() => _environment.Set("HOME", _home.FullName).Set("USERPROFILE", _home.FullName);

    public void Dispose()
    {
        _environment.Dispose();
        _home.Delete(recursive: true);
    }

    [Theory]
    [InlineData("before_id", "Watch-RicloudEvent -AfterId bogus", "-AfterId")]
    [InlineData("webhook_config_default", "Set-RicloudOrganisation -DefaultWebhookConfig 99", "-DefaultWebhookConfig")]
    [InlineData("webhook_config", "Set-RicloudKey 1 -WebhookConfig 99", "-WebhookConfig")]
    [InlineData("url", "Set-RicloudWebhookConfig 1 -Url http://x.example", "-Url")]
    [InlineData("type", "Get-RicloudTask -Type nonsense", "-Type")]
    [InlineData("date_created[gte]", "Get-RicloudTask -Type t -State failed", "'date_created[gte]'")]
    public async Task The_apis_name_of_a_value_becomes_the_parameters(string name, string script, string parameter)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(
            400, $$"""{"error": "invalid-parameter", "message": "Not allowed: {{name}}.", "params": {"{{name}}": "It must be another."} }"""));

        string message = scene.Run(script).AssertError("InvalidParameter").ToString();

        Assert.Contains($"the API refuses {parameter} (It must be another)", message, StringComparison.Ordinal);
        if (name.Contains('_', StringComparison.Ordinal) && parameter[0] == '-')
        {
            Assert.Contains($"Not allowed: {parameter}.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Not_found_tells_an_id_from_an_address()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(404, """{"error": "not-found", "message": "No."}"""));
        await using var html = new StubScene(_ => StubAnswer.Bytes(404, "text/html", Encoding.UTF8.GetBytes("<p>nginx")));

        Assert.Contains("may have been deleted", scene.Run("Get-RicloudWebhookConfig 7").AssertError("NotFound").ToString(), StringComparison.Ordinal);
        foreach (string script in (string[])["Get-RicloudWebhookConfig", "Get-RicloudKey -Current", "Invoke-RicloudApi /nope", $"Connect-Ricloud t '{scene.Api.Url}wrong'"])
        {
            string message = scene.Run(script).AssertError("NotFound").ToString();
            Assert.DoesNotContain("deleted", message, StringComparison.Ordinal);
            Assert.Contains(scene.Api.Url.Authority, message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("deleted", html.Run("Get-RicloudWebhookConfig 7").AssertError("NotFound").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_long_pause_is_no_rate_limit()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(503, "{}", ("Retry-After", "3600")));

        Assert.Contains("3600 s", scene.Run("Get-RicloudWebhookConfig 7").AssertError("Server").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[api]\ntokn = planted\n", "ConfigurationInvalid", "line 2: 'tokn' isn't read. Is 'token' meant?")]
    [InlineData("[api]\ntoken = planted\nulr = http://127.0.0.1:9\n", "ConfigurationInvalid", "line 3: 'ulr'")]
    [InlineData("# x\n[apii]\ntoken = planted\n", "ConfigurationInvalid", "line 2: '[apii]' isn't read. Is '[api]' meant?")]
    [InlineData("[API]\ntoken = planted\n", "ConfigurationInvalid", "line 1: '[API]'")]
    [InlineData("[api]\nplanted\n", "ConfigurationInvalid", "line 2: each line")]
    [InlineData("[api]\npassword = planted\n", "NotConnected", "which was read and has no token under [api]")]
    [InlineData("[other]\ntoken = planted\n", "NotConnected", "which was read and has no token under [api]")]
    public void A_slip_in_the_file_is_named_and_nobody_is_told_to_write_a_file_that_is_there(string text, string errorId, string expected)
    {
        string path = Path.Combine(_home.FullName, ".ricloud.ini");
        File.WriteAllText(path, text);

        string message = ModuleRunspace.RunOnce("Get-RicloudKey").AssertError(errorId).ToString();

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", message, StringComparison.Ordinal);
        Assert.DoesNotContain("write ~/", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_for_the_secret()
    {
        string path = Path.Combine(_home.FullName, ".ricloud.ini");
        File.WriteAllText(path, "[webhooks]\nnothing = 1\n");
        Assert.Contains($"correct '{path}'", ModuleRunspace.RunOnce("Receive-RicloudEvent -Port 0").AssertError("NoSecret").ToString(), StringComparison.Ordinal);

        File.WriteAllText(path, "[webhooks]\nsecrets = planted\n");
        Assert.Contains("line 2: 'secrets'", ModuleRunspace.RunOnce("Receive-RicloudEvent -Port 0").AssertError("ConfigurationInvalid").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_that_doesnt_start_has_a_reason_in_the_words_of_the_command()
    {
        await using StubScene scene = StubScene.WithConfigs();
        Assert.Contains("exit code 1 and said nothing", scene.Run("Start-RicloudEmulator -Path $file", ("file", File.Exists("/bin/false") ? "/bin/false" : "/usr/bin/false")).AssertError("EmulatorNotStarted").ToString(), StringComparison.Ordinal);

        string taken = scene.Run($"Start-RicloudEmulator -Port {scene.Api.Url.Port}").AssertError("EmulatorNotStarted").ToString();
        Assert.Contains("-Port", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("--", taken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /key")]
    [InlineData("GET /key, GET /organisation")]
    public async Task An_api_without_the_undocumented_route_connects_by_a_documented_one(string missing)
    {
        await using var api = new StubApi(r => missing.Split(", ").Contains(r.ToString())
            ? StubAnswer.Json(404, """{"error": "not-found", "message": "There is nothing at this path."}""")
            : r.Headers["Authorization"] != "Token good" ? StubAnswer.Json(401, """{"error": "unauthorized", "message": "No."}""")
            : StubAnswer.Json(200, r.Path == "/organisation" ? """{"id": 3, "resource": "organisation", "name": "Example"}""" : StubScene.List(false)));

        PipelineRun run = ModuleRunspace.RunOnce($"Connect-Ricloud good {api.Url} -Verbose; Get-RicloudSession").AssertClean();
        ModuleRunspace.RunOnce($"Connect-Ricloud bad {api.Url}").AssertError("Unauthorized");

        Assert.Null(Assert.Single(run.Output).Properties["KeyId"].Value);
        Assert.Contains(run.Verbose, v => v.StartsWith("This API doesn't tell whose the token is", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-RicloudEvent @{ Id = 1; resource = 'key' }", "as an event", "the id of an event")]
    [InlineData("Get-RicloudKey @{ Id = 1; resource = 'event' }", "as a key", "the id of a key")]
    public void Articles_are_right(string script, params string[] expected) =>
        Assert.All(expected, e => Assert.Contains(e, ModuleRunspace.RunOnce("Connect-Ricloud t http://127.0.0.1:9 -SkipTokenCheck; " + script).AssertError("WrongKindOfObject").ToString(), StringComparison.Ordinal));

    [Fact]
    public void No_text_has_an_article_or_a_plural_that_depends_on_what_is_filled_in()
    {
        string sources = Path.Combine(RepositoryFolders.Root, "src", "Ricloud.PowerShell");
        IEnumerable<string> texts = ((string[])["Texts.resx", "Errors/Errors.resx"])
            .SelectMany(f => XDocument.Load(Path.Combine(sources, f)).Descendants("data")).Select(d => (string)d.Element("value")!);

        Assert.DoesNotMatch(new Regex(@"\b(a|an) \{|\{\d\} (more |other )?(event|change|line|config|webhook config|key|request|problem|row|file|step|item|time|second)s\b"), string.Join('\n', texts));
    }
}
