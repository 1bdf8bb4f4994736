using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Packaging;

/// <summary>The module's package, made of what this build made.</summary>
public sealed class ModulePackage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-package-");
    private readonly ZipArchive _archive;

    public ModulePackage()
    {
        string configuration = typeof(ModulePackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        ProcessStartInfo start = new(
            "dotnet",
            ["pack", Path.Combine(RepositoryFolders.Root, "src", "Ricloud.PowerShell"), "--no-build", "-c", configuration, "-o", _folder.FullName])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        FileInfo file = Assert.Single(_folder.GetFiles());
        FileName = file.Name;
        _archive = ZipFile.OpenRead(file.FullName);
        using Stream nuspec = _archive.GetEntry("Ricloud.nuspec")!.Open();
        Facts = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    public string FileName { get; }

    /// <summary>Gets the nuspec's metadata.</summary>
    public XElement Facts { get; }

    public IEnumerable<string> Entries => _archive.Entries.Select(entry => entry.FullName);

    public string? this[string fact] => Facts.Elements().SingleOrDefault(element => element.Name.LocalName == fact)?.Value;

    public byte[] Read(string entry)
    {
        using Stream stream = _archive.GetEntry(entry)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        _archive.Dispose();
        _folder.Delete(recursive: true);
    }
}
