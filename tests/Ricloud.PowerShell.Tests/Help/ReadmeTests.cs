using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Help;

/// <summary>What README.md and the samples say can be followed. tests/Pester runs them whole, in a real pwsh.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Path.Combine(RepositoryFolders.Root, "README.md");
    private static readonly string Samples = Path.Combine(RepositoryFolders.Root, "samples");

    [Fact]
    public void The_tour_prints_what_is_printed_there()
    {
        Match tour = Tour().Match(File.ReadAllText(Readme).ReplaceLineEndings("\n"));
        using ModuleRunspace module = new();

        StringBuilder shown = new();
        foreach (string line in tour.Groups[1].Value.Split('\n'))
        {
            PipelineRun run = module.Run(line).AssertClean();
            shown.AppendLine(module.HostText).AppendLine(module.Render(run.Output, 100));
        }

        module.Run("Stop-RicloudEmulator");

        Assert.Equal(Steady(tour.Groups[2].Value), Steady(shown.ToString()));
    }

    [Fact]
    public void Nothing_that_is_run_reaches_a_host_of_somebody_else_or_installs_what_is_not_ours()
    {
        string[] files = [.. Directory.GetFiles(Samples, "*", SearchOption.AllDirectories), Readme,
            .. Directory.GetFiles(Path.Combine(RepositoryFolders.Root, "docs"), "*.md", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(RepositoryFolders.Module, "en-US"), "*.txt")];
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            IEnumerable<string> hosts = Address().Matches(text).Select(match => match.Groups[1].Value);

            // Links for readers, and names below example.com, where no one answers.
            Assert.All(hosts, host => Assert.Matches(
                @"^(127[.]0[.]0[.]1|localhost|h|.+[.]example([.]com)?|(go|dotnet)[.]microsoft[.]com|(ricloud-api[.])?reincubate[.]com|(www[.])?(github|nuget)[.](com|org)|[<{…].*)$", host));
            Assert.DoesNotMatch(@"Install-(PSResource|Module) (-Name )?Ricloud(?! -Repository)|\d[.]\*'|dotnet tool install(?!.*--source)", text);
        }
    }

    /// <summary>A new sample is to be run by a test as well.</summary>
    [Fact]
    public void Every_sample_is_run_by_a_test()
    {
        string tests = string.Concat(
            Directory.EnumerateFiles(Path.Combine(RepositoryFolders.Root, "tests"), "*Tests.*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith("SampleTests.cs", StringComparison.Ordinal) || file.EndsWith("HostRequestTests.cs", StringComparison.Ordinal) || file.EndsWith(".Tests.ps1", StringComparison.Ordinal))
                .Select(File.ReadAllText));

        Assert.All(
            Directory.EnumerateFiles(Samples, "*", SearchOption.AllDirectories),
            file => Assert.Contains(file.EndsWith(".ps1", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(file) : Path.GetFileName(file), tests, StringComparison.Ordinal));
    }

    /// <summary>Without what differs between two runs: ports, dates, and how wide a column is.</summary>
    private static string Steady(string text) =>
        Changing().Replace(text.ReplaceLineEndings("\n"), " ").Trim();

    [GeneratedRegex(@"(?s)## A tour of two minutes\n\n```powershell\n(.*?)```\n\n```output\n(.*?)```")]
    private static partial Regex Tour();

    [GeneratedRegex(@"(?<=127\.0\.0\.1):\d{4,5}|\d{4}-\d\d-\d\d \d\d:\d\d|\s+")]
    private static partial Regex Changing();

    [GeneratedRegex("""https?://([^/\s:"'`)|\]]+?)[.,;]?(?=[/\s:"'`)|\]]|$)""")]
    private static partial Regex Address();
}
