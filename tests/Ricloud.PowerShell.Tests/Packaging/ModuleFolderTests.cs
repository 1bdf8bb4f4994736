using System.IO;
using System.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Packaging;

public sealed class ModuleFolderTests
{
    [Fact]
    public void The_module_has_these_files_and_no_others()
    {
        string[] files = [.. Directory.EnumerateFiles(RepositoryFolders.Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolders.Module, file).Replace('\\', '/'))
            .Where(file => !IsHelp(file))
            .Order(System.StringComparer.Ordinal)];

        Assert.Equal(
            [
                "LICENSE",
                "Newtonsoft.Json.dll",
                "Ricloud.Client.dll",
                "Ricloud.Format.ps1xml",
                "Ricloud.PowerShell.dll",
                "Ricloud.Types.ps1xml",
                "Ricloud.psd1",
                "ThirdPartyNotices.txt",
            ],
            files);
    }

    private static bool IsHelp(string file) =>
        file == "en-US/Ricloud.PowerShell.dll-Help.xml"
        || (file.StartsWith("en-US/about_Ricloud", System.StringComparison.Ordinal) && file.EndsWith(".help.txt", System.StringComparison.Ordinal));
}
