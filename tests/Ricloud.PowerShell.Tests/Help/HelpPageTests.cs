using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Help;

/// <summary>
/// Pages, MAML and cmdlets agree. With RICLOUD_UPDATE_HELP=1 the pages' facts, their examples' output and the MAML are
/// written anew instead of being compared; CONTRIBUTING.md says so.
/// </summary>
public sealed class HelpPageTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("RICLOUD_UPDATE_HELP") == "1";
    private static readonly string Pages = Path.Combine(RepositoryFolders.Root, "docs", "cmdlets");
    private static readonly string MamlFile = Path.Combine(RepositoryFolders.Root, "src", "Ricloud.PowerShell", "en-US", "Ricloud.PowerShell.dll-Help.xml");

    public static TheoryData<string> Cmdlets => [.. Facts.Value.Keys];

    private static Lazy<Dictionary<string, CmdletFacts>> Facts { get; } = new(ReadFacts);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task A_page_shows_the_cmdlet_as_it_is_and_output_that_is_real(string cmdlet)
    {
        string path = Path.Combine(Pages, cmdlet + ".md");
        Assert.True(File.Exists(path), $"{cmdlet} has no page docs/cmdlets/{cmdlet}.md.");
        HelpPage page = await RunExamplesAsync(HelpPage.Read(path));
        AssertSameOrWrite(path, PageWriter.Write(page, Facts.Value[cmdlet]));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_leaves_nothing_unsaid(string cmdlet)
    {
        HelpPage page = HelpPage.Read(Path.Combine(Pages, cmdlet + ".md"));
        CmdletFacts facts = Facts.Value[cmdlet];
        Assert.Single(page.Synopsis);
        Assert.NotEmpty(page.Description);
        Assert.True(page.Examples.Count >= 2, $"{cmdlet} has {page.Examples.Count} examples; two are the least.");
        Assert.NotEmpty(page.Links);
        Assert.Empty(facts.Parameters.Where(parameter => !parameter.IsHidden && PageWriter.Words(page, parameter.Name).Length == 0).Select(parameter => parameter.Name));
        Assert.Empty(page.Parameters.Keys.Except(facts.Parameters.Select(parameter => parameter.Name)));
        Assert.Empty(facts.Outputs.Except(page.Outputs.Keys));
    }

    [Fact]
    public void The_help_file_is_made_of_the_pages()
    {
        IEnumerable<(HelpPage, CmdletFacts)> pages = Facts.Value
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (HelpPage.Read(Path.Combine(Pages, pair.Key + ".md")), pair.Value));
        AssertSameOrWrite(MamlFile, MamlWriter.Write(pages));
    }

    [Fact]
    public void There_is_no_page_without_a_cmdlet() =>
        Assert.Empty(Directory.GetFiles(Pages, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Facts.Value.Keys));

    [Fact]
    public void The_help_has_no_address_or_one_that_a_browser_opens()
    {
        string[] texts = [File.ReadAllText(MamlFile), .. Directory.GetFiles(Path.GetDirectoryName(MamlFile)!, "*.txt").Select(File.ReadAllText)];
        IEnumerable<string> addresses = Facts.Value.Keys.Select(PageWriter.Online).Append(RepositoryFolders.HelpUri)
            .Concat(ModuleRunspace.RunOnce("(Get-Command -Module Ricloud).HelpUri").AssertClean().Output.Select(uri => uri?.ToString() ?? string.Empty));

        Assert.All(addresses, address => Assert.True(
            address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"), address));

        // What lies beside a clone's sources isn't there for who has the module alone.
        Assert.All(texts, text => Assert.DoesNotMatch(@"(?i)\b(samples|docs|tests|src|out)/\w|\b(README|CONTRIBUTING|CHANGELOG)\b|\w\.(md|cs)\b|\bbuild\.ps1\b", text));
    }

    [Fact]
    public void Get_Help_finds_the_help_file()
    {
        PipelineRun run = ModuleRunspace.RunOnce("(Get-Help New-RicloudWebhookConfig -Full).examples.example").AssertClean();
        Assert.True(run.Output.Count >= 2);
    }

    private static async Task<HelpPage> RunExamplesAsync(HelpPage page)
    {
        await using ExampleWorld world = await ExampleWorld.CreateAsync();
        return page.WithExamples([.. page.Examples.Select(example => example.IsRun ? example with { Output = world.Show(example.Code) } : example)]);
    }

    private static void AssertSameOrWrite(string path, string expected)
    {
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
            return;
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static Dictionary<string, CmdletFacts> ReadFacts()
    {
        PipelineRun run = ModuleRunspace.RunOnce("Get-Command -Module Ricloud -CommandType Cmdlet").AssertClean();
        return run.OutputOf<CmdletInfo>().ToDictionary(cmdlet => cmdlet.Name, cmdlet => new CmdletFacts(cmdlet), StringComparer.Ordinal);
    }
}
