using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.DesiredState;

/// <summary>Files that are made to be too much: they are refused, in words that a person can read, and soon.</summary>
public sealed class HostileDeclarationTests(DeclarationTests.SharedScene shared) : IClassFixture<DeclarationTests.SharedScene>
{
    private const int Many = 100_000;

    // What takes a square of the length takes minutes for these, and what is linear takes some milliseconds.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public static TheoryData<string, string> Nested
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string unit in (string[])["(", "@(", "@{a=", "[int]", "-not ", "!", "- ", ",", "$(", "{", "\"$(", "[a(", "++", "'a'+", "$x=", "$a?1:", "'a',@(", "if(1){", "&{", ". {"])
            {
                cases.Add("x.psd1", "@{ WebhookConfigs = " + Repeat(unit) + "1");
            }

            cases.Add("x.psd1", "@{ WebhookConfigs = 1" + Repeat("+1") + " }");
            cases.Add("x.psd1", "@{ WebhookConfigs = 'x'" + Repeat(".Length") + " }");
            cases.Add("x.psd1", "@{ WebhookConfigs = 'x'" + Repeat("[0]") + " }");
            cases.Add("x.psd1", Repeat("("));
            cases.Add("x.json", Repeat("["));
            cases.Add("x.json", Repeat("{\"a\":"));
            cases.Add("x.json", "[" + new string('9', Many) + "]");
            return cases;
        }
    }

    public static TheoryData<string> Code =>
    [
        "using module Evil\n@{ WebhookConfigs = '{a}' }",
        "using namespace System\n@{ WebhookConfigs = '{a}' }",
        "using assembly x.dll\n@{ WebhookConfigs = '{a}' }",
        "#requires -Modules Evil\n@{ WebhookConfigs = '{a}' }",
        "@{ WebhookConfigs = '{a}' }\n#Requires -RunAsAdministrator",
        "&{ @{ WebhookConfigs = '{a}' } }",
        ". { @{ WebhookConfigs = '{a}' } }",
        "& 'x'",
        "param($x) @{ WebhookConfigs = '{a}' }",
        "begin { } end { @{ WebhookConfigs = '{a}' } }",
        "function f { } @{ WebhookConfigs = '{a}' }",
        "class C { } @{ WebhookConfigs = '{a}' }",
        "configuration C { }",
        "@{ WebhookConfigs = '{a}' } > out.txt",
        "@{ WebhookConfigs = '{a}' } | Out-File x",
        "@{ WebhookConfigs = '{a}' } && x",
        "@{ WebhookConfigs = '{a}' }; @{}",
        "@{ WebhookConfigs = $env:HOME }",
        "@{ WebhookConfigs = ${env:HOME} }",
        "@{ WebhookConfigs = $PSScriptRoot }",
        "@{ WebhookConfigs = \"$HOME\" }",
        "@{ WebhookConfigs = \"$(1)\" }",
        "@{ WebhookConfigs = @\"\n$(1)\n\"@ }",
        "@{ WebhookConfigs = '{a}'.ToUpper() }",
        "@{ WebhookConfigs = [string]'{a}' }",
        "@{ WebhookConfigs = [IO.File]::ReadAllText('x') }",
        "@{ WebhookConfigs = '{a}' -replace 'a' }",
        "@{ WebhookConfigs = 1..1000000000 }",
        "@{ WebhookConfigs = '{a}' * 1000000000 }",
        "@{ WebhookConfigs = if ($true) { '{a}' } }",
        "@{ WebhookConfigs = { '{a}' } }",
        "@{ WebhookConfigs = Get-Content x }",
        "@{ (Get-Content x) = '{a}' }",
        "@{ $x = '{a}' }",
        "@{ WebhookConfigs = @(Get-Content x) }",
        "@{ WebhookConfigs = @('{a}' | Out-Null) }",
        "@{ WebhookConfigs = @('{a}'; Get-Content x) }",
    ];

    [Theory]
    [MemberData(nameof(Nested), DisableDiscoveryEnumeration = true)]
    public void What_is_nested_too_deep_is_refused(string name, string text) => AssertRefused(name, text);

    [Theory]
    [MemberData(nameof(Code))]
    public void What_would_have_to_be_run_is_refused(string text) => AssertRefused("x.psd1", text);

    [Fact]
    public void Of_many_problems_twenty_are_told_and_how_many_more()
    {
        string columns = "Url," + string.Join(',', Enumerable.Range(0, 16_000).Select(i => "column" + i));
        string rows = "Url,State\n" + string.Concat(Enumerable.Repeat("x,y,z\n", 5_000));
        string wrong = "Url,State\n" + string.Concat(Enumerable.Repeat("ftp://x,y\n", 5_000));
        string json = "[" + string.Join(',', Enumerable.Repeat("{\"Sate\":1}", 5_000)) + "]";
        string data = "@{ WebhookConfigs = @(" + string.Concat(Enumerable.Repeat("@{ Sate = 1 }\n", 5_000)) + ") }";
        foreach ((string name, string text, string more) in (IEnumerable<(string, string, string)>)
        [
            ("x.csv", columns, "and 15980 more."),
            ("x.csv", rows, "and 4980 more."),
            ("x.csv", wrong, "and 9980 more."),
            ("x.json", json, "and 9980 more."),
            ("x.psd1", data, "and 9980 more."),
            ("x.csv", "Url," + new string('c', 1_000_000), "separated by commas"),
        ])
        {
            string message = AssertRefused(name, text);
            Assert.Contains(more, message, StringComparison.Ordinal);
            Assert.True(message.Length < 20_000, message);
        }
    }

    [Fact]
    public void Of_many_lines_that_are_no_events_twenty_are_told()
    {
        string file = shared.Scene.Write("events.jsonl", string.Concat(Enumerable.Repeat("nonsense\n", 5_000)));

        PipelineRun run = shared.Scene.Run("Import-RicloudEvent $file", file);

        Assert.Equal(21, run.Errors.Count);
        Assert.StartsWith("LinesUnreadable,", run.Errors[^1].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("skipped: 4980,", run.Errors[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_never_ends_is_not_read_to_its_end()
    {
        string file = shared.Scene.Write("large.json", new string(' ', 17 * 1024 * 1024));

        ErrorRecord error = shared.Scene.Run("Compare-RicloudWebhookConfig $file", file).AssertError("DeclarationUnreadable");

        Assert.Contains("larger than 16 MiB", error.Exception.Message, StringComparison.Ordinal);
    }

    private static string Repeat(string unit) => new StringBuilder(unit.Length * Many).Insert(0, unit, Many).ToString();

    private string AssertRefused(string name, string text)
    {
        string file = shared.Scene.Write(name, text);
        long start = Stopwatch.GetTimestamp();

        ErrorRecord error = shared.Scene.Run("Compare-RicloudWebhookConfig $file", file).AssertError("DeclarationInvalid");

        Assert.True(Stopwatch.GetElapsedTime(start) < Soon, text[..Math.Min(60, text.Length)]);
        return error.ErrorDetails.Message;
    }
}
