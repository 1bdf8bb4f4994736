using System.IO;
using System.Linq;
using System.Reflection;

namespace Ricloud.Benchmarks;

/// <summary>Where the repository and what its build laid out are.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Module { get; } = Path.Combine(Root, "out", "Ricloud");

    public static string ModuleManifest { get; } = Path.Combine(Module, "Ricloud.psd1");

    public static string Emulator { get; } = Path.Combine(Root, "out", "emulator", "ricloud-emulator.dll");

    public static string EmptyModule { get; } = Metadata("EmptyModule");

    public static string PerformancePage { get; } = Path.Combine(Root, "docs", "performance.md");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
