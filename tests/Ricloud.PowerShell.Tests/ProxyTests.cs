using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>A proxy on the way to the API. The stub is the proxy: what it answers itself, it answers for an API that nobody has.</summary>
public sealed class ProxyTests
{
    private const string Plain = "Connect-Ricloud t -Url http://ricloud.invalid -AllowUnencryptedAuthentication -MaximumRetryCount 0";
    private const string Tls = "Connect-Ricloud t -Url https://ricloud.invalid -MaximumRetryCount 0";
    private const string Expected = "us er@corp:p@ss:wörd/";

    [Theory]
    [InlineData("-Proxy $proxy", false)]
    [InlineData("-Proxy \"http://$proxy\"", false)]
    [InlineData("-Proxy ([uri]\"http://$proxy/\")", false)]
    [InlineData("-Proxy \"http://us%20er%40corp:p%40ss%3Aw%C3%B6rd%2F@$proxy\"", true)]
    [InlineData("-Proxy \"us er%40corp:p@ss:w%C3%B6rd%2F@$proxy\"", true)]
    [InlineData("-Proxy ([uri]\"http://us%20er%40corp:p%40ss%3Aw%C3%B6rd%2F@$proxy\")", true)]
    [InlineData("-Proxy $proxy -ProxyCredential $credential", true)]
    [InlineData("-Proxy http://nobody:wrong@$proxy -ProxyCredential $credential", true)]
    public async Task A_proxy_is_used_however_it_is_written_and_gets_its_credentials(string proxy, bool wantsCredentials)
    {
        await using StubApi stub = Proxy(wantsCredentials);
        using var module = new ModuleRunspace();

        PipelineRun plain = Run(module, stub, $"{Plain} {proxy} -Verbose -Debug; Get-RicloudSession; Set-RicloudKey 5 -WebhookConfig 1").AssertClean();
        PipelineRun tls = Run(module, stub, $"{Tls} {proxy}");

        ErrorRecord refused = tls.AssertError("ProxyRefused");
        Assert.Contains("refuses to connect to ricloud.invalid", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("(403)", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains(stub.Requests, r => r.Target == "http://ricloud.invalid/key");
        Assert.Contains(stub.Requests, r => r.ToString() == "CONNECT ricloud.invalid:443");
        AssertHidesPasswords(module, plain, tls);
    }

    [Theory]
    [InlineData("http://us:pass-word-1@$proxy")]
    [InlineData("http://us:pass%2Dword%2D1@$proxy")]
    [InlineData("$proxy")]
    public async Task A_refusal_is_told_as_the_proxys_with_its_own_words_and_without_the_password(string proxy)
    {
        await using StubApi stub = Proxy(wantsCredentials: true);
        using var module = new ModuleRunspace();
        foreach (string connect in (string[])[Plain, Tls])
        {
            PipelineRun run = Run(module, stub, $"{connect} -Proxy \"{proxy}\" -Verbose -Debug");

            ErrorRecord error = run.AssertError("ProxyRefused");
            Assert.Contains($"the proxy {stub.Url.Authority}", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("(407)", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("-ProxyCredential", error.ToString(), StringComparison.Ordinal);
            if (connect == Plain)
            {
                Assert.Contains("Ask the third floor", error.ToString(), StringComparison.Ordinal);
            }

            AssertHidesPasswords(module, run);
        }
    }

    [Fact]
    public async Task A_page_of_the_proxy_isnt_taken_for_the_apis_word()
    {
        await using var stub = new StubApi(_ => StubAnswer.Bytes(403, "text/html", Encoding.UTF8.GetBytes("<p>Blocked by policy 9</p>")));
        using var module = new ModuleRunspace();

        string message = Run(module, stub, $"{Plain} -Proxy $proxy").AssertError("ProxyRefused").ToString();

        Assert.Contains("Blocked by policy 9", message, StringComparison.Ordinal);
        Assert.DoesNotContain("the key may not", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_api_says_through_a_proxy_is_the_apis()
    {
        await using var stub = new StubApi(_ => StubAnswer.Json(403, """{"error": "missing-scope", "message": "No."}"""));
        using var module = new ModuleRunspace();

        Run(module, stub, $"{Plain} -Proxy $proxy").AssertError("Forbidden");
    }

    [Fact]
    public void A_proxy_that_isnt_there_is_named()
    {
        string message = ModuleRunspace.RunOnce($"{Tls} -Proxy http://us:pass-word-1@127.0.0.1:9").AssertError("Connection").ToString();

        Assert.Contains("through the proxy 127.0.0.1:9", message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word-1", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("''", "ParameterArgumentValidationError")]
    [InlineData("' '", "InvalidConnection")]
    [InlineData("'ftp://us:pass-word-1@h'", "InvalidConnection")]
    [InlineData("'http://us:pass-word-1@'", "InvalidConnection")]
    [InlineData("'http://us:pass-word-1@h:70000'", "InvalidConnection")]
    [InlineData("'us:pass-word-1@h:x'", "InvalidConnection")]
    [InlineData("'us:pass-word-1@ho st:1'", "InvalidConnection")]
    [InlineData("'http://us:pass-word-1@h/path'", "InvalidConnection")]
    [InlineData("'h:0'", "InvalidConnection")]
    [InlineData("\"h`n:1\"", "InvalidConnection")]
    public void What_is_no_proxy_says_so(string proxy, string errorId) =>
        Assert.DoesNotContain("pass-word-1", ModuleRunspace.RunOnce($"{Tls} -Proxy {proxy}").AssertError(errorId).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task The_environments_proxy_works_with_the_credentials_of_either_place()
    {
        await using StubApi stub = Proxy(wantsCredentials: true);
        const string Commands =
            "$c = [pscredential]::new('us er@corp', [System.Net.NetworkCredential]::new('', \"p@ss:w$([char]246)rd/\").SecurePassword);" + Plain + "; (Get-RicloudSession).KeyId;"
            + "$env:HTTP_PROXY = $null;" + Tls + " -ProxyCredential $c; $Error[0].FullyQualifiedErrorId";
        ProcessStartInfo start = PwshProcess.StartInfo(Commands);
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = start.Environment["ALL_PROXY"] = string.Empty;
        start.Environment["HTTP_PROXY"] = start.Environment["http_proxy"] = "us%20er%40corp:p%40ss%3Aw%C3%B6rd%2F@" + stub.Url.Authority;
        start.Environment["HTTPS_PROXY"] = start.Environment["https_proxy"] = stub.Url.Authority;
        using Process process = Process.Start(start)!;
        string[] output = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal(["5", "ProxyRefused,Ricloud.PowerShell.Commands.ConnectRicloudCommand"], output);
        Assert.Equal(403, stub.Requests[^1].Method == "CONNECT" && stub.Requests[^1].Headers.ContainsKey("Proxy-Authorization") ? 403 : 407);
    }

    private static void AssertHidesPasswords(ModuleRunspace module, params PipelineRun[] runs)
    {
        string shown = string.Concat(runs.SelectMany(r => r.Verbose.Concat(r.Debug).Concat(r.Warnings)))
            + string.Concat(runs.Select(r => module.Render(r.Output) + string.Concat(r.Errors.Append(r.TerminatingError).Select(e => e + " " + e?.Exception))));
        foreach (string password in (string[])["p@ss", "p%40ss", "pass-word-1", "pass%2Dword", "wrong@"])
        {
            Assert.DoesNotContain(password, shown, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static PipelineRun Run(ModuleRunspace module, StubApi stub, string script) => module.Run(
        "$credential = [pscredential]::new('us er@corp', ([System.Net.NetworkCredential]::new('', 'p@ss:wörd/').SecurePassword)); " + script,
        new Dictionary<string, object?> { ["proxy"] = stub.Url.Authority });

    /// <summary>Wants credentials or not, connects nowhere, and answers plain requests as the API.</summary>
    private static StubApi Proxy(bool wantsCredentials) => new(request =>
    {
        string? given = request.Headers.GetValueOrDefault("Proxy-Authorization");
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Expected));
        if (wantsCredentials && given != expected)
        {
            return StubAnswer.Bytes(407, "text/plain", Encoding.UTF8.GetBytes("Ask the third floor"), ("Proxy-Authenticate", "Basic realm=\"floor 3\""));
        }

        return request.Method == "CONNECT"
            ? StubAnswer.Bytes(403, "text/plain", Encoding.UTF8.GetBytes("Not there"))
            : StubAnswer.Json(200, """{"id": 5, "resource": "key", "state": "active"}""");
    });
}
