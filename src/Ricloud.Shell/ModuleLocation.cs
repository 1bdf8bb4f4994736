using System;
using System.IO;

namespace Ricloud.Shell;

/// <summary>Finds the module that the build laid out.</summary>
public static class ModuleLocation
{
    /// <summary>The environment variable that names another module: its folder, or its manifest.</summary>
    public const string Variable = "RICLOUD_MODULE";

    private const string Manifest = "Ricloud.psd1";

    /// <summary>Finds the module's manifest: what <see cref="Variable"/> names, else <c>out/Ricloud</c> in the repository this program was built in.</summary>
    /// <returns>The manifest's full path.</returns>
    /// <exception cref="FileNotFoundException">There is no manifest there.</exception>
    public static string Find()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            string given = Path.GetFullPath(Directory.Exists(named) ? Path.Combine(named, Manifest) : named);
            return File.Exists(given)
                ? given
                : throw new FileNotFoundException($"{Variable} names '{named}', and there is no {Manifest} there. Point it at the module's folder, or clear it.");
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string built = Path.Combine(folder.FullName, "out", "Ricloud", Manifest);
            if (File.Exists(built))
            {
                return built;
            }
        }

        throw new FileNotFoundException($"The module hasn't been built: no out/Ricloud/{Manifest} above '{AppContext.BaseDirectory}'. Run 'dotnet build', or set {Variable}.");
    }
}
