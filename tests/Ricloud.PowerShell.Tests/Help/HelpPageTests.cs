using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using System.Xml.Linq;
using Ricloud.Build.Help;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Help;

/// <summary>
/// Pages, help file and cmdlets agree. With RICLOUD_UPDATE_HELP=1 the pages' facts and their examples' output are written
/// anew instead of being compared; CONTRIBUTING.md says so.
/// </summary>
public sealed class HelpPageTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("RICLOUD_UPDATE_HELP") == "1";
    private static readonly string Pages = Path.Combine(RepositoryFolders.Root, "docs", "cmdlets");
    private static readonly string HelpFile = Path.Combine(RepositoryFolders.Module, "en-US", "Ricloud.PowerShell.dll-Help.xml");

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

    /// <summary>The build makes it of the pages alone; the engine knows better than they what there is.</summary>
    [Fact]
    public void The_help_file_has_every_cmdlet_as_the_engine_knows_it()
    {
        Dictionary<string, XElement> helped = XDocument.Load(HelpFile).Root!.Elements().ToDictionary(command => Values(command, "name").First(), StringComparer.Ordinal);

        Assert.Equal(Facts.Value.Keys.Order(StringComparer.Ordinal), helped.Keys);
        Assert.All(Facts.Value.Values, cmdlet =>
        {
            XElement[] sets = [.. helped[cmdlet.Name].Descendants().Where(element => element.Name.LocalName == "syntaxItem")];
            Assert.Equal(
                cmdlet.Sets.Select(set => string.Join(' ', CmdletFacts.Ordered(set).Select(parameter =>
                    $"{parameter.Name}/{parameter.IsMandatory}/{ParameterFacts.Place(parameter)}/{(parameter.ParameterType == typeof(SwitchParameter) ? string.Empty : ParameterFacts.ShortName(parameter.ParameterType))}"))),
                sets.Select(set => string.Join(' ', set.Elements().Skip(1).Select(parameter =>
                    $"{Values(parameter, "name").First()}/{parameter.Attribute("required") is not null}/{(string?)parameter.Attribute("position") ?? "Named"}/{string.Concat(Values(parameter, "parameterValue"))}"))));
            Assert.Equal(
                cmdlet.Parameters.Where(parameter => !parameter.IsHidden).Select(Described),
                helped[cmdlet.Name].Elements().Single(element => element.Name.LocalName == "parameters").Elements().Select(Described));
        });
    }

    [Fact]
    public void There_is_no_page_without_a_cmdlet() =>
        Assert.Empty(Directory.GetFiles(Pages, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Facts.Value.Keys));

    [Fact]
    public void The_help_has_no_address_or_one_that_a_browser_opens()
    {
        string[] texts = [File.ReadAllText(HelpFile), .. Directory.GetFiles(Path.GetDirectoryName(HelpFile)!, "*.txt").Select(File.ReadAllText)];
        IEnumerable<string> addresses = Facts.Value.Keys.Select(PageWriter.Online).Append(RepositoryFolders.HelpUri)
            .Concat(ModuleRunspace.RunOnce("(Get-Command -Module Ricloud).HelpUri").AssertClean().Output.Select(uri => uri?.ToString() ?? string.Empty));

        Assert.All(addresses, address => Assert.True(
            address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"), address));

        // What lies beside a clone's sources isn't there for who has the module alone.
        Assert.All(texts, text => Assert.DoesNotMatch(@"\b(?i:samples|docs|tests|src|out)/\w|\b(README|CONTRIBUTING|CHANGELOG)\b|(?i)\w\.(md|cs)\b|\bbuild\.ps1\b", text));
    }

    [Fact]
    public void Get_Help_finds_the_help_file()
    {
        PipelineRun run = ModuleRunspace.RunOnce("(Get-Help New-RicloudWebhookConfig -Full).examples.example").AssertClean();
        Assert.True(run.Output.Count >= 2);
    }

    private static IEnumerable<string> Values(XElement element, string name) =>
        element.Descendants().Where(descendant => descendant.Name.LocalName == name).Select(descendant => descendant.Value);

    private static string Described(ParameterFacts parameter)
    {
        CommandParameterInfo place = parameter.Sets[0].Facts;
        string pipeline = (place.ValueFromPipeline, place.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "true (ByValue, ByPropertyName)",
            (true, false) => "true (ByValue)",
            (false, true) => "true (ByPropertyName)",
            _ => "false",
        };
        string aliases = parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases);
        return $"{parameter.Name} {place.IsMandatory} {ParameterFacts.Place(place)} {parameter.TakesWildcards} {pipeline} {aliases} {parameter.DefaultValue}";
    }

    private static string Described(XElement parameter)
    {
        string Said(string attribute) => (string)parameter.Attribute(attribute)!;
        string position = Said("position") == "named" ? "Named" : Said("position");
        return $"{Values(parameter, "name").First()} {Said("required") == "true"} {position} {Said("globbing") == "true"} {Said("pipelineInput")} {Said("aliases")} {string.Concat(Values(parameter, "defaultValue"))}";
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
