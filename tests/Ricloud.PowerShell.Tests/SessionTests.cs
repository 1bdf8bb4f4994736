using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using Ricloud.Host;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class SessionTests
{
    private const string Key = """{"id": 5, "resource": "key", "type": "trial", "token": "planted-token-4711", "state": "active", "date_created": "2026-01-02T03:04:05Z"}""";
    private const string Organisation = """{"id": 3, "resource": "organisation", "name": "Example", "slug": "example", "state": "active", "date_created": "2026-01-02T03:04:05Z"}""";

    [Fact]
    public async Task Connect_asks_whose_the_token_is_and_writes_nothing()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();

        PipelineRun connected = Run(module, "Connect-Ricloud -Url $url -Token tokenish", api).AssertClean();
        PSObject session = Assert.Single(Run(module, "Get-RicloudSession", api).AssertClean().Output);

        Assert.Empty(connected.Output);
        Assert.Equal(["GET /key", "GET /organisation"], api.Requests.Select(r => r.ToString()));
        Assert.All(api.Requests, r => Assert.Equal("Token tokenish", r.Headers["Authorization"]));
        Assert.Equal("Example", session.Properties["Organisation"].Value);
        Assert.Equal(3L, session.Properties["OrganisationId"].Value);
        Assert.Equal("trial", session.Properties["KeyType"].Value);
        Assert.Equal(5L, session.Properties["KeyId"].Value);
        Assert.Equal(api.Url.ToString().TrimEnd('/'), session.Properties["Url"].Value);
        Assert.Equal("a parameter", session.Properties["Source"].Value);
    }

    [Fact]
    public async Task Connect_takes_a_secure_string_and_passes_the_session_through()
    {
        await using StubApi api = Api();
        var secure = new System.Security.SecureString();
        foreach (char c in "tokenish")
        {
            secure.AppendChar(c);
        }

        using var module = new ModuleRunspace();
        PipelineRun run = module.Run(
            "Connect-Ricloud -Url $url -Token $secure -PassThru -SkipTokenCheck; $null = Get-RicloudKey -Current",
            new Dictionary<string, object?> { ["url"] = api.Url.ToString(), ["secure"] = secure }).AssertClean();

        Assert.Single(run.Output);
        Assert.Equal("Token tokenish", Assert.Single(api.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_wrong_token_ends_Connect_and_leaves_the_old_session()
    {
        await using var api = new StubApi(r => r.Headers["Authorization"] == "Token good"
            ? Answer(r)
            : StubAnswer.Json(401, """{"error": "unauthorized", "message": "No."}"""));
        using var module = new ModuleRunspace();

        Run(module, "Connect-Ricloud -Url $url -Token good", api).AssertClean();
        Run(module, "Connect-Ricloud -Url $url -Token bad", api).AssertError("Unauthorized");

        Run(module, "Get-RicloudKey -Current", api).AssertClean();
        Assert.Equal("Token good", api.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_key_that_may_not_read_its_organisation_connects_all_the_same()
    {
        await using var api = new StubApi(r => r.Path == "/key" ? StubAnswer.Json(200, Key) : StubAnswer.Json(403, """{"error": "missing-scope"}"""));
        using var module = new ModuleRunspace();

        PipelineRun run = Run(module, "Connect-Ricloud -Url $url -Token t -PassThru -Verbose", api).AssertClean();

        Assert.Null(Assert.Single(run.Output).Properties["Organisation"].Value);
        Assert.Contains(run.Verbose, v => v.StartsWith("The organisation couldn't be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Connect-Ricloud -Url http://ricloud.example -Token t", "InvalidConnection")]
    [InlineData("Connect-Ricloud -Url http://localhost.example -Token t", "InvalidConnection")]
    [InlineData("Connect-Ricloud -Url nonsense -Token t", "InvalidConnection")]
    [InlineData("Connect-Ricloud -Url ftp://127.0.0.1 -Token t", "InvalidConnection")]
    [InlineData("Connect-Ricloud -Url https://user:pass@ricloud.example -Token t", "InvalidConnection")]
    [InlineData("Connect-Ricloud -Url http://127.0.0.1:9 -Token ''", "EmptyToken")]
    [InlineData("Connect-Ricloud -Url http://127.0.0.1:9 -Token \"a`r`nb\"", "InvalidConnection")]
    [InlineData("Connect-Ricloud -Url http://127.0.0.1:9 -Token 7", "ParameterArgumentTransformationError")]
    [InlineData("Connect-Ricloud -Url http://127.0.0.1:9", "NotConnected")]
    [InlineData("Get-RicloudWebhookConfig", "NotConnected")]
    public void What_cant_work_says_so(string script, string errorId)
    {
        ErrorRecord error = ModuleRunspace.RunOnce(script).AssertError(errorId);

        Assert.DoesNotContain("user:pass", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_source_one_error_names_all_the_ways()
    {
        string message = ModuleRunspace.RunOnce("Get-RicloudWebhookConfig").AssertError("NotConnected").ToString();

        Assert.All(
            ["Connect-Ricloud", "-Session", "RICLOUD_TOKEN", "RICLOUD_CONF", "~/.ricloud.ini"],
            way => Assert.Contains(way, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disconnect_closes_a_session_for_whoever_holds_it()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();

        Run(module, "$s = Connect-Ricloud -Url $url -Token t -PassThru -SkipTokenCheck; Disconnect-Ricloud", api).AssertClean();

        Run(module, "Get-RicloudKey -Current -Session $s", api).AssertError("SessionClosed");
        Run(module, "Get-RicloudKey -Current", api).AssertError("NotConnected");
        Run(module, "Disconnect-Ricloud", api).AssertClean();
        Assert.Empty(Run(module, "Get-RicloudSession", api).AssertClean().Output);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Connecting_again_leaves_a_session_that_was_handed_out()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();

        Run(module, "$a = Connect-Ricloud -Url $url -Token aaa -PassThru -SkipTokenCheck; Connect-Ricloud -Url $url -Token bbb -SkipTokenCheck", api).AssertClean();
        Run(module, "$null = Get-RicloudKey -Current; $null = Get-RicloudKey -Current -Session $a", api).AssertClean();

        Assert.Equal(["Token bbb", "Token aaa"], api.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task PassThru_leaves_the_runspaces_session_and_is_it_where_there_is_none()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();

        Run(module, "$a = Connect-Ricloud -Url $url -Token aaa -PassThru -SkipTokenCheck; $b = Connect-Ricloud -Url $url -Token bbb -PassThru -SkipTokenCheck", api).AssertClean();
        Run(module, "foreach ($s in $a, $b) { $null = Get-RicloudKey -Current -Session $s }; $null = Get-RicloudKey -Current", api).AssertClean();

        Assert.Equal(["Token aaa", "Token bbb", "Token aaa"], api.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_command_under_way_finishes_when_its_session_is_closed()
    {
        var release = new TaskCompletionSource();
        await using var api = new StubApi(r => Answer(r).HeldUntil(release.Task));
        using var module = new ModuleRunspace();
        object session = Assert.Single(Run(module, "Connect-Ricloud -Url $url -Token t -PassThru -SkipTokenCheck", api).Output);

        PipelineRun reading = module.Start("Get-RicloudKey -Current");
        await api.WaitForRequestsAsync(1);
        ModuleRunspace.RunOnce("Disconnect-Ricloud -Session $s", new Dictionary<string, object?> { ["s"] = session }).AssertClean();
        release.SetResult();

        Assert.Single(reading.Wait().AssertClean().Output);
    }

    [Fact]
    public async Task A_turn_on_a_reset_runspace_doesnt_see_the_session_of_the_turn_before()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();

        Run(module, "Connect-Ricloud -Url $url -Token first -SkipTokenCheck; $null = Get-RicloudKey -Current", api).AssertClean();
        module.Runspace.ResetRunspaceState();
        Assert.Empty(Run(module, "Get-RicloudSession", api).AssertClean().Output);
        Run(module, "Get-RicloudKey -Current", api).AssertError("NotConnected");
        Run(module, "Connect-Ricloud -Url $url -Token second -SkipTokenCheck; $null = Get-RicloudKey -Current", api).AssertClean();

        Assert.Equal(["Token first", "Token second"], api.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task Runspaces_have_sessions_of_their_own()
    {
        await using StubApi api = Api();
        using var one = new ModuleRunspace();
        using var other = new ModuleRunspace();

        Run(one, "Connect-Ricloud -Url $url -Token one -SkipTokenCheck", api).AssertClean();

        Run(other, "Get-RicloudKey -Current", api).AssertError("NotConnected");
        Run(other, "Connect-Ricloud -Url $url -Token other -SkipTokenCheck; $null = Get-RicloudKey -Current", api).AssertClean();
        Run(one, "$null = Get-RicloudKey -Current", api).AssertClean();
        Assert.Equal(["Token other", "Token one"], api.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task Thirty_two_runspaces_work_through_one_session()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();
        object session = Assert.Single(Run(module, "Connect-Ricloud -Url $url -Token t -SkipTokenCheck -PassThru", api).Output);
        using TextHost host = new();
        using RunspacePool pool = RunspaceFactory.CreateRunspacePool(32, 32, ModuleState.Create(RepositoryFolders.ModuleManifest), host);
        pool.Open();

        PipelineRun[] runs = [.. Enumerable.Range(0, 32).Select(_ => StartInPool(pool, "param($s) 1..5 | ForEach-Object { (Get-RicloudKey -Current -Session $s).Id }", session))];

        Assert.All(runs, r => Assert.Equal([5L, 5L, 5L, 5L, 5L], r.Wait().AssertClean().OutputOf<long>()));
    }

    [Fact]
    public async Task A_deserialised_session_is_refused_with_what_to_do_instead()
    {
        await using StubApi api = Api();
        using var module = new ModuleRunspace();
        object session = Assert.Single(Run(module, "Connect-Ricloud -Url $url -Token t -SkipTokenCheck -PassThru", api).Output);
        object copy = PSSerializer.Deserialize(PSSerializer.Serialize(session));

        ErrorRecord error = module.Run("Get-RicloudKey -Session $copy", new Dictionary<string, object?> { ["copy"] = copy })
            .AssertError("ParameterArgumentTransformationError");

        Assert.Contains("Connect-Ricloud", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("job", error.ToString(), StringComparison.Ordinal);
    }

    private static PipelineRun Run(ModuleRunspace module, string script, StubApi api) =>
        module.Run(script, new Dictionary<string, object?> { ["url"] = api.Url.ToString() });

    private static PipelineRun StartInPool(RunspacePool pool, string script, object argument)
    {
        var ps = PowerShell.Create();
        ps.RunspacePool = pool;
        ps.AddScript(script).AddArgument(argument);
        return new PipelineRun(ps);
    }

    private static StubApi Api() => new(Answer);

    private static StubAnswer Answer(StubRequest request) => StubAnswer.Json(200, request.Path == "/key" ? Key : Organisation);
}
