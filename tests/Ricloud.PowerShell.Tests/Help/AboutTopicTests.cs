using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Help;

/// <summary>The about topics are there, fit a narrow window, and leave no error out.</summary>
public sealed class AboutTopicTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolders.Root, "src", "Ricloud.PowerShell", "en-US");

    [Theory]
    [InlineData("about_Ricloud")]
    [InlineData("about_Ricloud_Sessions")]
    [InlineData("about_Ricloud_Webhooks")]
    [InlineData("about_Ricloud_Errors")]
    [InlineData("about_Ricloud_Emulator")]
    public void A_topic_is_in_the_module_and_80_columns_wide(string topic)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryFolders.Module, "en-US", topic + ".help.txt"));

        Assert.Equal("    " + topic, lines[1]);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains("LONG DESCRIPTION", lines);
    }

    [Fact]
    public void Every_error_is_explained_and_nothing_else_is()
    {
        using var module = new ModuleRunspace();
        Assembly assembly = module.Run("Get-Command Connect-Ricloud").OutputOf<CmdletInfo>()[0].ImplementingType.Assembly;
        IEnumerable<string> errors = assembly.GetType("Ricloud.PowerShell.Errors.RicloudError", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name);
        IEnumerable<string> explained = File.ReadAllLines(Path.Combine(Folder, "about_Ricloud_Errors.help.txt"))
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal) && line.Length > 4 && char.IsAsciiLetterUpper(line[4]) && !line.Trim().Contains(' ', StringComparison.Ordinal))
            .Select(line => line.Trim());

        Assert.Equal(errors.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_topic_names_exists()
    {
        using var module = new ModuleRunspace();
        HashSet<string> commands = [.. module.Run("(Get-Module Ricloud).ExportedCmdlets.Keys").Output.Select(o => o.ToString())];

        Assert.All(
            Directory.GetFiles(Folder, "about_*.txt").SelectMany(f => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(f), @"\b[A-Z][A-Za-z]+-Ricloud[A-Za-z]*\b").Select(m => m.Value)),
            name => Assert.Contains(name, commands));
    }
}
