using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

[Collection(EnvironmentTests.Name)]
public sealed class SessionSourceTests : IDisposable
{
    private readonly EnvironmentScope _environment = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("ricloud-sources-");

    public SessionSourceTests() => _environment.Set("HOME", _home.FullName).Set("USERPROFILE", _home.FullName);

    public void Dispose()
    {
        _environment.Dispose();
        _home.Delete(recursive: true);
    }

    [Theory]
    [InlineData("{0}= x")]
    [InlineData("{0}")]
    [InlineData("token {0} x")]
    [InlineData("token ={0}x")]
    [InlineData("[{0}")]
    [InlineData("[[{0}]")]
    public void A_line_of_a_million_spaces_or_signs_is_read_at_once(string line)
    {
        foreach (string many in (string[])[new string(' ', 1_000_000), new string('\t', 1_000_000), new string('[', 1_000_000), new string('a', 1_000_000)])
        {
            _environment.Set("RICLOUD_CONF", Write("c.ini", "[api]\n" + line.Replace("{0}", many, StringComparison.Ordinal) + "\nurl = nonsense\n"));
            long start = System.Diagnostics.Stopwatch.GetTimestamp();

            ModuleRunspace.RunOnce("Get-RicloudKey");

            // A square of it takes minutes.
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), line);
        }
    }

    [Fact]
    public async Task Commands_connect_by_themselves_from_the_environment()
    {
        await using StubApi api = Api();
        _environment.Set("RICLOUD_TOKEN", "from-env").Set("RICLOUD_URL", api.Url.ToString());

        PipelineRun run = ModuleRunspace.RunOnce("$null = Get-RicloudKey -Current; (Get-RicloudSession).Source").AssertClean();

        Assert.Equal("Token from-env", Assert.Single(api.Requests).Headers["Authorization"]);
        Assert.Equal("the environment variable RICLOUD_TOKEN", Assert.Single(run.Output).ToString());
    }

    [Fact]
    public async Task The_environment_goes_before_RICLOUD_CONF_and_that_before_the_home_folder_each_setting_by_itself()
    {
        await using StubApi api = Api();
        string conf = Write("named.ini", "[api]\ntoken = from-conf\n");
        Write(".ricloud.ini", $"[api]\ntoken = from-home\nurl = {api.Url}\n");

        Assert.Equal("Token from-home", await SentAsync(api));

        _environment.Set("RICLOUD_CONF", conf);
        Assert.Equal("Token from-conf", await SentAsync(api));

        _environment.Set("RICLOUD_TOKEN", "from-env");
        Assert.Equal("Token from-env", await SentAsync(api));

        _environment.Set("RICLOUD_TOKEN", " ");
        Assert.Equal("Token from-conf", await SentAsync(api));
        Assert.Equal("Token given", await SentAsync(api, "Connect-Ricloud -Token given -SkipTokenCheck; "));
    }

    [Fact]
    public async Task A_session_found_by_itself_follows_the_environment()
    {
        await using StubApi old = Api();
        await using StubApi corrected = Api();
        _environment.Set("RICLOUD_TOKEN", "old").Set("RICLOUD_URL", old.Url.ToString());
        using var module = new ModuleRunspace();
        module.Run("$null = Get-RicloudKey -Current; $null = Get-RicloudKey -Current; $held = Get-RicloudSession").AssertClean();

        module.Run($"$env:RICLOUD_URL = '{corrected.Url}'; $env:RICLOUD_TOKEN = 'new'; $null = Get-RicloudKey -Current; $null = Get-RicloudKey -Current -Session $held").AssertClean();

        Assert.Equal(["Token old", "Token old", "Token old"], old.Requests.Select(r => r.Headers["Authorization"]));
        Assert.Equal("Token new", Assert.Single(corrected.Requests).Headers["Authorization"]);
        Assert.Equal(corrected.Url.ToString().TrimEnd('/'), Assert.Single(module.Run("Get-RicloudSession").Output).Properties["Url"].Value);
        module.Run("$env:RICLOUD_TOKEN = $null; Get-RicloudKey -Current").AssertError("NotConnected");
        Assert.Empty(module.Run("Get-RicloudSession").AssertClean().Output);
        module.Run("$env:RICLOUD_TOKEN = 'again'; Get-RicloudKey -Current").AssertClean();
        Assert.Equal("Token again", corrected.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_session_found_by_itself_follows_the_file_even_one_of_the_same_length_and_moment()
    {
        await using StubApi api = Api();
        string conf = Write("a.ini", $"[api]\ntoken = aaa\nurl = {api.Url}\n");
        DateTime written = File.GetLastWriteTimeUtc(conf);
        _environment.Set("RICLOUD_CONF", conf);
        using var module = new ModuleRunspace();
        const string Call = "$null = Get-RicloudKey -Current";
        module.Run(Call).AssertClean();

        Write("a.ini", $"[api]\ntoken = bbb\nurl = {api.Url}\n");
        File.SetLastWriteTimeUtc(conf, written);
        module.Run(Call).AssertClean();
        Write("a.ini", "[api]\nnonsense\n");
        module.Run(Call).AssertError("ConfigurationInvalid");
        Write(".ricloud.ini", $"[api]\ntoken = home\nurl = {api.Url}\n");
        module.Run("$env:RICLOUD_CONF = $null; " + Call).AssertClean();

        Assert.Equal(["Token aaa", "Token bbb", "Token home"], api.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("Connect-Ricloud -Token given -Url $url -SkipTokenCheck")]
    [InlineData("Connect-Ricloud -SkipTokenCheck")]
    public async Task A_session_that_somebody_connected_stays_as_it_is(string connect)
    {
        await using StubApi api = Api();
        _environment.Set("RICLOUD_TOKEN", "given").Set("RICLOUD_URL", api.Url.ToString());

        ModuleRunspace.RunOnce($"$url = '{api.Url}'; {connect}; $env:RICLOUD_TOKEN = 'another'; $null = Get-RicloudKey -Current").AssertClean();

        Assert.Equal("Token given", api.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task PassThru_leaves_the_session_that_the_environment_has()
    {
        await using StubApi api = Api();
        _environment.Set("RICLOUD_TOKEN", "mine").Set("RICLOUD_URL", api.Url.ToString());

        ModuleRunspace.RunOnce("$s = Connect-Ricloud other -SkipTokenCheck -PassThru; $null = Get-RicloudKey -Current; $null = Get-RicloudKey -Current -Session $s").AssertClean();

        Assert.Equal(["Token mine", "Token other"], api.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("@{ Token = 'abc'; Url = $url }")]
    [InlineData("@{ token = 'abc'; URL = [uri]$url }")]
    [InlineData("[pscustomobject]@{ Url = $url; Token = [System.Net.NetworkCredential]::new('', 'abc').SecurePassword }")]
    public async Task A_connection_is_a_token_and_an_address(string connection)
    {
        await using StubApi api = Api();

        ModuleRunspace.RunOnce($"$url = '{api.Url}'; Connect-Ricloud -Connection ({connection})").AssertClean();

        Assert.All(api.Requests, r => Assert.Equal("Token abc", r.Headers["Authorization"]));
        Assert.NotEmpty(api.Requests);
    }

    [Theory]
    [InlineData("@{ Url = 'https://example.com' }")]
    [InlineData("@{ Token = '' }")]
    [InlineData("@{ Token = 'abc'; Uri = 'https://example.com' }")]
    [InlineData("'abc'")]
    [InlineData("$null")]
    public void What_is_no_connection_is_refused_before_anything_is_sent(string connection) =>
        ModuleRunspace.RunOnce($"Connect-Ricloud -Connection ({connection})").AssertError("ParameterArgumentTransformationError");

    [Theory]
    [InlineData("[api]\ntoken=abc\nurl={0}\n")]
    [InlineData("[api]\ntoken: abc\nURL : {0}\n")]
    [InlineData("\ufeff[api]\r\nToken = abc\r\nUrl = {0}\r\n")]
    [InlineData("# comment\n; comment\n[webhooks]\nsecret = x\n\n[api]\n  # inside\ntoken = abc\nmax_retries = 3\n\nurl = {0}\n[logging]\nlog_level = WARNING\n")]
    [InlineData("[DEFAULT]\nurl = {0}\n[api]\ntoken = abc\n")]
    [InlineData("[api] ; not a comment for Python, but behind the header\ntoken = abc\nurl =\n  {0}\n")]
    public async Task The_vendors_file_is_read_by_its_rules(string text)
    {
        await using StubApi api = Api();
        _environment.Set("RICLOUD_CONF", Write("c.ini", text.Replace("{0}", api.Url.ToString(), StringComparison.Ordinal)));

        Assert.Equal("Token abc", await SentAsync(api));
    }

    [Fact]
    public async Task Values_are_kept_whole()
    {
        await using StubApi api = Api();
        _environment.Set("RICLOUD_CONF", Write("c.ini", $"[api]\ntoken = a=b:c;d#e%(x)s\nurl = {api.Url}"));

        Assert.Equal("Token a=b:c;d#e%(x)s", await SentAsync(api));
    }

    [Theory]
    [InlineData("token = planted\n", 1)]
    [InlineData("[api]\nurl = x\nplanted\n", 3)]
    [InlineData("[api]\ntoken = planted\nTOKEN = planted\n", 3)]
    [InlineData("[api]\n= planted\n", 2)]
    public void A_file_that_isnt_valid_is_named_with_its_line_but_not_its_text(string text, int line)
    {
        string path = Write("c.ini", text);
        _environment.Set("RICLOUD_CONF", path);

        string message = ModuleRunspace.RunOnce("Get-RicloudKey").AssertError("ConfigurationInvalid").ToString();

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains($"line {line}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", message, StringComparison.Ordinal);
    }

    [Fact]
    public void RICLOUD_CONF_that_names_no_file_is_an_error()
    {
        _environment.Set("RICLOUD_CONF", Path.Combine(_home.FullName, "missing.ini"));

        Assert.Contains("missing.ini", ModuleRunspace.RunOnce("Get-RicloudKey").AssertError("ConfigurationUnreadable").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_tells_where_token_and_address_come_from_and_not_the_token()
    {
        await using StubApi api = Api();
        _environment.Set("RICLOUD_TOKEN", "planted-token").Set("RICLOUD_URL", api.Url.ToString());

        IReadOnlyList<string> verbose = ModuleRunspace.RunOnce("Connect-Ricloud -SkipTokenCheck -Verbose").AssertClean().Verbose;

        Assert.Contains("The token comes from the environment variable RICLOUD_TOKEN.", verbose);
        Assert.Contains($"The address {api.Url} comes from the environment variable RICLOUD_URL.", verbose);
        Assert.DoesNotContain(verbose, v => v.Contains("planted", StringComparison.Ordinal));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_home.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<string> SentAsync(StubApi api, string before = "")
    {
        await Task.Yield();
        ModuleRunspace.RunOnce(before + "$null = Get-RicloudKey -Current").AssertClean();
        return api.Requests[^1].Headers["Authorization"];
    }

    private static StubApi Api() => new(_ => StubAnswer.Json(200, """{"id": 5, "resource": "key"}"""));
}
