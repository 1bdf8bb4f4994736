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
    /// <summary>How the variables begin that are for the tests and not for the module.</summary>
    private static readonly string[] OfTests = ["RICLOUD_SOAK", "RICLOUD_UPDATE", "RICLOUD_MATRIX", "RICLOUD_CHAOS"];

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
        name.StartsWith("RICLOUD_", StringComparison.OrdinalIgnoreCase) && !OfTests.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
