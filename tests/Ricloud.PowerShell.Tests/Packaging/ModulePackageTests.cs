using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Packaging;

public sealed class ModulePackageTests(ModulePackage package) : IClassFixture<ModulePackage>
{
    [Fact]
    public void It_holds_the_module_folder_and_what_a_package_needs_and_no_more()
    {
        string[] around = ["[Content_Types].xml", "_rels/.rels", "Ricloud.nuspec"];
        IEnumerable<string> module = Directory.EnumerateFiles(RepositoryFolders.Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolders.Module, file).Replace('\\', '/'));

        Assert.Equal(
            module.Concat(around).Order(StringComparer.Ordinal),
            package.Entries.Where(entry => !entry.EndsWith(".psmdcp", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(module, file => Assert.Equal(File.ReadAllBytes(Path.Combine(RepositoryFolders.Module, file)), package.Read(file)));
    }

    [Fact]
    public void Its_facts_are_the_manifests()
    {
        using var shell = new ModuleRunspace();
        var manifest = (PSModuleInfo)shell.Run("Get-Module Ricloud").AssertClean().Output.Single().BaseObject;
        var gallery = (Hashtable)((Hashtable)manifest.PrivateData)["PSData"]!;
        string version = $"{manifest.Version}-{gallery["Prerelease"]}".TrimEnd('-');

        Assert.Equal($"Ricloud.{version}.nupkg", package.FileName);
        Assert.Equal("Ricloud", package["id"]);
        Assert.Equal(version, package["version"]);
        Assert.Equal(manifest.Author, package["authors"]);
        Assert.Equal(manifest.Copyright, package["copyright"]);
        Assert.Equal(manifest.Description, package["description"]);
        Assert.Equal(gallery["ReleaseNotes"], package["releaseNotes"]);
        Assert.Equal(gallery["LicenseUri"], package["licenseUrl"]);
        Assert.Equal(gallery["ProjectUri"], package["projectUrl"]);
        Assert.Equal(gallery["IconUri"], package["iconUrl"]);
        Assert.Null(package["dependencies"]);
        Assert.Null(package["frameworkAssemblies"]);
    }

    [Fact]
    public void Its_tags_find_the_module_and_every_cmdlet_in_the_gallery()
    {
        using var shell = new ModuleRunspace();
        var manifest = (PSModuleInfo)shell.Run("Get-Module Ricloud").AssertClean().Output.Single().BaseObject;
        IEnumerable<string> cmdlets = manifest.ExportedCmdlets.Keys;

        Assert.Equal(
            manifest.Tags.Distinct() // The engine lists them once for itself and once for the manifest.
                .Concat(["PSModule", "PSIncludes_Cmdlet"])
                .Concat(cmdlets.Select(name => "PSCmdlet_" + name))
                .Concat(cmdlets.Select(name => "PSCommand_" + name))
                .Order(StringComparer.Ordinal),
            package["tags"]!.Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_manifest_says_all_that_the_gallery_shows()
    {
        using var shell = new ModuleRunspace();
        var manifest = (PSModuleInfo)shell.Run("Get-Module Ricloud").AssertClean().Output.Single().BaseObject;
        string project = manifest.ProjectUri.ToString();

        Assert.Equal(Uri.UriSchemeHttps, manifest.ProjectUri.Scheme);
        Assert.Equal(project + "/blob/main/LICENSE", manifest.LicenseUri.ToString());
        Assert.EndsWith("/main/docs/icon.png", manifest.IconUri.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(RepositoryFolders.Root, "docs", "icon.png")));
        Assert.True(File.Exists(Path.Combine(RepositoryFolders.Root, "LICENSE")));
        Assert.Contains(project + "/blob/main/CHANGELOG.md", manifest.ReleaseNotes, StringComparison.Ordinal);
        Assert.Equal(new Version(5, 1), manifest.PowerShellVersion);
        Assert.Equal(new Version(4, 7, 2), manifest.DotNetFrameworkVersion);
        Assert.NotEqual(Guid.Empty, manifest.Guid);
        Assert.Equal(["Desktop", "Core"], manifest.CompatiblePSEditions);
    }
}
