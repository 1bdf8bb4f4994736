using System.IO;
using System.Linq;
using System.Reflection;

namespace Ricloud.Tests.Support;

/// <summary>Where the repository and what its build laid out are.</summary>
internal static class RepositoryFolders
{
    public static string Root { get; } = typeof(RepositoryFolders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Emulator { get; } = Path.Combine(Root, "out", "emulator");

    public static string Fixture(string name) => Path.Combine(Root, "tests", "fixtures", name);
}
