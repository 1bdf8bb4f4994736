using System.IO;
using System.Xml;
using System.Xml.Linq;

namespace Ricloud.PowerShell.Emulator;

/// <summary>What to do where the emulator isn't: a line that can be run as it stands.</summary>
internal sealed class EmulatorPackage(string moduleFolder, string name)
{
    /// <summary>What the package manager notes beside an installed module.</summary>
    private const string InstallNote = "PSGetModuleInfo.xml";

    /// <summary>How to install it: from the folder that the module was installed from, where its package lies there too; else from a clone.</summary>
    public string Advice()
    {
        var package = Source() is { } folder && Directory.Exists(folder) ? Newest(folder) : null;
        if (package is null)
        {
            return Texts.EmulatorFromClone;
        }

        var version = Path.GetFileNameWithoutExtension(package).Substring(name.Length + 1);
        return Texts.EmulatorFromPackage($"dotnet tool install --global {name} --version {version} --source '{Path.GetDirectoryName(package)!.Replace("'", "''")}'");
    }

    private string? Newest(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, name + ".*.nupkg").OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
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
            var source = XDocument.Load(Path.Combine(moduleFolder, InstallNote)).Descendants()
                .FirstOrDefault(e => (string?)e.Attribute("N") == "RepositorySourceLocation")?.Value;
            return Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }
}
