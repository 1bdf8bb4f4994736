using System;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace Ricloud.PowerShell.Emulator;

/// <summary>What to do where the emulator isn't: a line that can be run as it stands.</summary>
internal sealed class EmulatorPackage
{
    /// <summary>What the package manager notes beside an installed module.</summary>
    private const string InstallNote = "PSGetModuleInfo.xml";

    private readonly string _moduleFolder;
    private readonly string _name;

    public EmulatorPackage(string moduleFolder, string name)
    {
        _moduleFolder = moduleFolder;
        _name = name;
    }

    /// <summary>How to install it: from the folder that the module was installed from, where its package lies there too; else from a clone.</summary>
    public string Advice()
    {
        string? package = Source() is { } folder && Directory.Exists(folder) ? Newest(folder) : null;
        if (package is null)
        {
            return Texts.EmulatorFromClone;
        }

        string version = Path.GetFileNameWithoutExtension(package).Substring(_name.Length + 1);
        return Texts.EmulatorFromPackage($"dotnet tool install --global {_name} --version {version} --source '{Path.GetDirectoryName(package)!.Replace("'", "''")}'");
    }

    private string? Newest(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, _name + ".*.nupkg").OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string? Source()
    {
        try
        {
            string? source = XDocument.Load(Path.Combine(_moduleFolder, InstallNote)).Descendants()
                .FirstOrDefault(e => (string?)e.Attribute("N") == "RepositorySourceLocation")?.Value;
            return Uri.TryCreate(source, UriKind.Absolute, out Uri? uri) && uri.IsFile ? uri.LocalPath : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }
}
