using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>What holds for every cmdlet and every message, whoever adds the next one.</summary>
public sealed class ConventionTests
{
    private static readonly string[] ChangingVerbs = ["New", "Set", "Remove", "Test", "Start", "Stop", "Invoke", "Update", "Send", "Sync"];

    // These sign, verify, keep and post; the API has no part in it.
    private static readonly string[] WithoutSession =
    [
        "New-RicloudWebhookSignature", "Test-RicloudWebhookSignature", "ConvertFrom-RicloudWebhook", "Send-RicloudEvent", "Import-RicloudEvent",
    ];

    private static readonly string[] Pure = ["New-RicloudWebhookSignature", "Test-RicloudWebhookSignature"];

    private static readonly string Sources = Path.Combine(RepositoryFolders.Root, "src", "Ricloud.PowerShell");

    [Fact]
    public void The_manifest_exports_every_cmdlet_by_name()
    {
        using var module = new ModuleRunspace();
        IReadOnlyList<string> exported = [.. module.Run("(Get-Module Ricloud).ExportedCmdlets.Keys").Output.Select(o => o.ToString())];

        Assert.Equal(Commands(module).Select(c => c.Name).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
        Assert.Equal(Types(module).Where(IsCmdlet).Select(NameOf).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_cmdlet_has_an_approved_verb_and_says_what_it_writes()
    {
        using var module = new ModuleRunspace();
        HashSet<string> verbs = [.. typeof(PSCmdlet).Assembly.GetTypes()
            .Where(t => t.Namespace == "System.Management.Automation" && t.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetValue(null)!)];

        Assert.All(Commands(module), c => Assert.Contains(c.Verb, verbs));
        Assert.All(Commands(module), c => Assert.NotEmpty(c.OutputType));
        Assert.All(Commands(module), c => Assert.Equal(c.Verb + c.Noun + "Command", c.ImplementingType.Name));
    }

    [Fact]
    public void Every_cmdlet_that_changes_something_supports_ShouldProcess()
    {
        using var module = new ModuleRunspace();

        Assert.All(
            Commands(module).Where(c => ChangingVerbs.Contains(c.Verb) && !Pure.Contains(c.Name)),
            c => Assert.True(c.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess, c.Name));
    }

    [Fact]
    public void Every_cmdlet_that_talks_to_the_api_takes_a_session()
    {
        using var module = new ModuleRunspace();

        Assert.All(
            Commands(module).Where(c => c.Noun is not ("Ricloud" or "RicloudSession" or "RicloudEmulator") && !WithoutSession.Contains(c.Name)),
            c => Assert.Contains("Session", c.Parameters.Keys));
    }

    [Fact]
    public void Only_the_id_of_Set_binds_from_the_pipeline()
    {
        using var module = new ModuleRunspace();

        Assert.All(
            Commands(module).Where(c => c.Verb == "Set").SelectMany(c => c.Parameters.Values),
            p => Assert.True(p.Name == "Id" || !p.Attributes.OfType<ParameterAttribute>().Any(a => a.ValueFromPipeline || a.ValueFromPipelineByPropertyName), p.Name));
    }

    /// <summary>What a cmdlet shares with others it has as a part, or as one base below the module's own.</summary>
    [Fact]
    public void Every_cmdlet_is_at_most_three_levels_below_the_engines()
    {
        using var module = new ModuleRunspace();

        Assert.All(Types(module).Where(IsCmdlet), type => Assert.InRange(Level(type), 1, 3));
    }

    /// <summary>The base writes what is left of the items at the end, so that no cmdlet with an end of its own can forget to.</summary>
    [Fact]
    public void No_cmdlet_can_end_without_writing_what_it_was_given()
    {
        using var module = new ModuleRunspace();

        Assert.All(Types(module).Where(IsCmdlet), type =>
        {
            MethodInfo end = type.GetMethod("EndProcessing", BindingFlags.Instance | BindingFlags.NonPublic)!;
            Assert.Equal("RicloudCmdlet", end.DeclaringType!.Name);
            Assert.True(end.IsFinal, type.Name);
        });
    }

    [Fact]
    public void Every_type_that_is_written_has_a_table_a_list_and_a_copy_without_secrets()
    {
        using var module = new ModuleRunspace();
        XDocument views = XDocument.Load(Path.Combine(RepositoryFolders.Module, "Ricloud.Format.ps1xml"));
        XDocument types = XDocument.Load(Path.Combine(RepositoryFolders.Module, "Ricloud.Types.ps1xml"));
        IEnumerable<string> written = Commands(module).SelectMany(c => c.OutputType).Select(o => o.Name).Where(n => n.StartsWith("Ricloud.", StringComparison.Ordinal)).Distinct();

        Assert.All(written, type =>
        {
            IReadOnlyList<XElement> own = [.. views.Descendants("View").Where(v => v.Descendants("TypeName").Any(n => n.Value == type))];
            Assert.Contains(own, v => v.Element("TableControl") is not null);
            Assert.Contains(own, v => v.Element("ListControl") is not null);
            XElement members = types.Descendants("Type").Single(t => t.Element("Name")!.Value == type);
            IEnumerable<string> copied = members.Descendants("PropertySet").Single(s => s.Element("Name")!.Value == "PropertySerializationSet").Descendants("Name").Select(n => n.Value);
            Assert.DoesNotContain("Secret", copied);
            Assert.DoesNotContain("Token", copied);
            Assert.Contains(members.Descendants("PropertySet"), s => s.Element("Name")!.Value == "DefaultDisplayPropertySet");
            Assert.Contains(members.Descendants("PropertySet"), s => s.Element("Name")!.Value == "DefaultKeyPropertySet");
        });
    }

    /// <summary>A failure of the client that says all there is to say has no message of its own.</summary>
    [Fact]
    public void Every_error_has_its_message_and_every_message_its_error()
    {
        using var module = new ModuleRunspace();
        Type errors = Types(module).Single(t => t.Name == "RicloudError");
        FieldInfo[] fields = errors.GetFields(BindingFlags.Public | BindingFlags.Static);
        string[] names = [.. fields.Select(f => f.Name)];
        string[] kinds = Enum.GetNames(Client(module).GetType("Ricloud.RicloudErrorKind", throwOnError: true)!);
        Dictionary<string, string> messages = Resources("Errors", "Errors.resx");

        Assert.Empty(messages.Keys.Except(names));
        Assert.Empty(names.Except(messages.Keys).Except(kinds));
        Assert.Empty(kinds.Except(names));
        Assert.All(messages.Values, m => Assert.Matches(@"\w\w", m));
        Assert.All(fields, f => Assert.Equal(f.Name, errors.GetProperty("Id")!.GetValue(f.GetValue(null))));
        string sources = AllSources();
        Assert.All(names.Except(kinds), n => Assert.Contains("RicloudError." + n, sources, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_failure_is_said_somewhere()
    {
        using var module = new ModuleRunspace();
        string[] kinds = Enum.GetNames(Client(module).GetType("Ricloud.RicloudErrorKind", throwOnError: true)!);
        string sources = SourcesOf(Path.Combine(Sources, "..", "Ricloud.Client"));

        Assert.All(kinds, k => Assert.Contains("RicloudErrorKind." + k, sources, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_text_is_used()
    {
        string sources = AllSources();
        string together = File.ReadAllText(Path.Combine(Sources, "Texts.cs"));

        Assert.All(Resources("Texts.resx").Keys, n => Assert.True(
            Regex.IsMatch(sources, $@"\bTexts\.{n}\b") || Regex.IsMatch(together, $@"(?<!static string ){n}\b"), n + " is never said."));
    }

    private static IReadOnlyList<CmdletInfo> Commands(ModuleRunspace module) =>
        module.Run("Get-Command -Module Ricloud").AssertClean().OutputOf<CmdletInfo>();

    private static Type[] Types(ModuleRunspace module) => Commands(module)[0].ImplementingType.Assembly.GetTypes();

    private static Assembly Client(ModuleRunspace module) =>
        AppDomain.CurrentDomain.GetAssemblies().First(a => a.GetName().Name == "Ricloud.Client" && Commands(module).Count > 0);

    private static bool IsCmdlet(Type type) => type is { IsPublic: true, IsAbstract: false } && type.GetCustomAttribute<CmdletAttribute>() is not null;

    private static int Level(Type type) => type == typeof(PSCmdlet) ? 0 : 1 + Level(type.BaseType!);

    private static string NameOf(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } c ? c.VerbName + "-" + c.NounName : type.Name;

    private static Dictionary<string, string> Resources(params string[] path) => XDocument.Load(Path.Combine([Sources, .. path])).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static string AllSources() => SourcesOf(Sources);

    private static string SourcesOf(string folder) => string.Concat(Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.EndsWith("Catalogue.cs", StringComparison.Ordinal))
        .Select(File.ReadAllText));
}
