using System.IO;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Emulator;

/// <summary>Looks for the emulator: where it was said to be, then in or beside the module's folder, then on the PATH and among .NET's global tools.</summary>
internal sealed class EmulatorLocator(string moduleFolder)
{
    private const string Name = "ricloud-emulator";
    private const string Variable = "RICLOUD_EMULATOR";

    private static readonly string Suffix = Path.DirectorySeparatorChar == '\\' ? ".exe" : string.Empty;

    private readonly List<string> _looked = [];

    /// <summary>Finds the program.</summary>
    /// <param name="given">The file or folder that the caller named, or null. What is named is the only place that is looked at.</param>
    /// <exception cref="RicloudCommandException">It isn't there; the error names every place.</exception>
    public EmulatorProgram Find(string? given)
    {
        var named = given ?? Environment.GetEnvironmentVariable(Variable) ?? string.Empty;
        var found = named.Trim().Length > 0
            ? At(named.Trim(), given is null ? Variable + " " : string.Empty)
            : At(Path.Combine(moduleFolder, "emulator"), string.Empty) ?? At(Path.Combine(moduleFolder, "..", "emulator"), string.Empty) ?? OnPath(Name);
        return found ?? throw new RicloudCommandException(
            RicloudError.EmulatorNotFound.ToRecord(named, string.Join(", ", _looked), new EmulatorPackage(moduleFolder, Name).Advice()));
    }

    private EmulatorProgram? At(string place, string source)
    {
        var path = Path.GetFullPath(place);
        _looked.Add(source + path);
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? Program(path) : null;
        }

        // The assembly comes first: an executable of its own doesn't find a runtime that only the PATH knows.
        string[] files = [Path.Combine(path, Name + ".dll"), Path.Combine(path, Name + Suffix)];
        return files.Where(File.Exists).Select(Program).FirstOrDefault(p => p is not null);
    }

    private EmulatorProgram? Program(string file)
    {
        if (!string.Equals(Path.GetExtension(file), ".dll", StringComparison.OrdinalIgnoreCase))
        {
            return new EmulatorProgram(file, null);
        }

        return Dotnet() is { } dotnet ? new EmulatorProgram(dotnet, file) : null;
    }

    private static string? Dotnet() =>
        new[] { Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"), InRoot(Environment.GetEnvironmentVariable("DOTNET_ROOT")) }
            .FirstOrDefault(f => f is not null && Path.IsPathRooted(f) && File.Exists(f))
        ?? PathFolders().Select(InRoot).FirstOrDefault(File.Exists);

    private static string? InRoot(string? folder) =>
        string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, "dotnet" + Suffix);

    private EmulatorProgram? OnPath(string name)
    {
        _looked.Add(name + " on the PATH and among the .NET tools");
        return PathFolders().Concat(ToolFolders())
            .Select(f => Path.Combine(f, name + Suffix))
            .Where(File.Exists)
            .Select(f => new EmulatorProgram(f, null))
            .FirstOrDefault();
    }

    /// <summary>Where <c>dotnet tool install --global</c> puts things, which the PATH names from the next sign-in on.</summary>
    private static IEnumerable<string> ToolFolders() =>
        new[] { Environment.GetEnvironmentVariable("DOTNET_CLI_HOME"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) }
            .Where(home => !string.IsNullOrEmpty(home) && Path.IsPathRooted(home))
            .Select(home => Path.Combine(home!, ".dotnet", "tools"));

    /// <summary>The PATH's folders, without those that mean the current one.</summary>
    private static IEnumerable<string> PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Select(f => f.Trim('"'))
            .Where(f => f.Length > 1 && f.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.IsPathRooted(f));
}
