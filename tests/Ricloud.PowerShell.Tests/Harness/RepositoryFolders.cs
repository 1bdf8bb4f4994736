using System.IO;
using System.Linq;
using System.Reflection;

namespace Ricloud.Tests.Harness;

/// <summary>Where the repository and what its build laid out are.</summary>
internal static class RepositoryFolders
{
    public static string Root { get; } = Property("RepositoryRoot")!;

    /// <summary>Where the pages can be read online, up to a page's name; empty while they can't.</summary>
    public static string HelpUri { get; } = Property("HelpUri") ?? string.Empty;

    public static string Module { get; } = Path.Combine(Root, "out", "Ricloud");

    public static string ModuleManifest { get; } = Path.Combine(Module, "Ricloud.psd1");

    public static string Emulator { get; } = Path.Combine(Root, "out", "emulator");

    private static string? Property(string name) => typeof(RepositoryFolders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value;
}
