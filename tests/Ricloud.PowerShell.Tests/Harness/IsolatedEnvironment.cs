using System;
using System.IO;
using System.Linq;
using Ricloud.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(IsolatedEnvironment))]

namespace Ricloud.Tests.Harness;

/// <summary>
/// Keeps the machine's own configuration out of the tests: no RICLOUD_ variable, an empty home folder.
/// A test that sets a variable itself belongs to <see cref="EnvironmentTests"/>.
/// </summary>
public sealed class IsolatedEnvironment : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("ricloud-home-");

    public IsolatedEnvironment()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOurs).ToArray())
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("HOME", _home.FullName);
        Environment.SetEnvironmentVariable("USERPROFILE", _home.FullName);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static bool IsOurs(string name) =>
        name.StartsWith("RICLOUD_", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("RICLOUD_SOAK", StringComparison.Ordinal);
}
