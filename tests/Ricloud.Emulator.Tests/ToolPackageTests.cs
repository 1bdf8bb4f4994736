using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class ToolPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_packs_and_installs_as_a_tool_with_the_manifests_version()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(RunningEmulator.Executable)!, "..", ".."));
        string configuration = typeof(ToolPackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string manifest = await File.ReadAllTextAsync(Path.Combine(root, "Ricloud.psd1"), TestContext.Current.CancellationToken);
        string version = $"{Value(manifest, "ModuleVersion")}-{Value(manifest, "Prerelease")}".TrimEnd('-');
        string config = _folder.File("nuget.config");
        await File.WriteAllTextAsync(
            config,
            $"""<configuration><packageSources><clear/><add key="local" value="{_folder.Path}"/></packageSources></configuration>""",
            TestContext.Current.CancellationToken);

        await DotnetAsync(
            "pack", Path.Combine(root, "src", "Ricloud.Emulator"), "--no-build", "-c", configuration, "-o", _folder.Path);
        await DotnetAsync(
            "tool", "install", "ricloud-emulator", "--version", version, "--tool-path", _folder.File("tools"), "--configfile", config);
        (int exitCode, string output) = await RunAsync(Path.Combine(_folder.File("tools"), "ricloud-emulator"), "--version");

        Assert.Equal(0, exitCode);
        Assert.Equal(version, output.Trim());
        await AssertFilesAsync(_folder.File($"ricloud-emulator.{version}.nupkg"));
    }

    /// <summary>What users download: the program, SQLite for where .NET tools run, and everybody's licences.</summary>
    private static async Task AssertFilesAsync(string package)
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        const string tools = "tools/net10.0/any/";
        const string libraries = tools + "runtimes/";

        Assert.Equal(
            [
                "LICENSE",
                "ThirdPartyNotices.txt",
                "[Content_Types].xml",
                "emulator.md",
                "ricloud-emulator.nuspec",
                tools + "DotnetToolSettings.xml",
                tools + "LICENSE",
                tools + "Microsoft.Data.Sqlite.dll",
                tools + "Prometheus.NetStandard.dll",
                tools + "SQLitePCLRaw.batteries_v2.dll",
                tools + "SQLitePCLRaw.core.dll",
                tools + "SQLitePCLRaw.provider.e_sqlite3.dll",
                tools + "ThirdPartyNotices.txt",
                tools + "ricloud-emulator.deps.json",
                tools + "ricloud-emulator.dll",
                tools + "ricloud-emulator.runtimeconfig.json",
            ],
            files.Where(name => !name.StartsWith(libraries, StringComparison.Ordinal)));
        Assert.All(
            files.Where(name => name.StartsWith(libraries, StringComparison.Ordinal)),
            name => Assert.Matches("^(linux|osx|win)-[a-z0-9-]+/native/(lib)?e_sqlite3[.](so|dylib|dll)$", name[libraries.Length..]));

        using StreamReader reader = new(archive.GetEntry("ThirdPartyNotices.txt")!.Open());
        string notices = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        using StreamReader facts = new(archive.GetEntry(tools + "ricloud-emulator.deps.json")!.Open());
        MatchCollection parts = Regex.Matches(await facts.ReadToEndAsync(TestContext.Current.CancellationToken), "\"(Microsoft[.]Data[.]Sqlite|SQLitePCLRaw|prometheus-net)(?:[.][Cc]ore)?/([0-9.]+)\"");
        Assert.Equal(3, parts.Select(part => part.Groups[1].Value).Distinct().Count());
        Assert.All(parts, part => Assert.Contains($"{part.Groups[1].Value} {part.Groups[2].Value} ", notices, StringComparison.Ordinal));
    }

    private static string Value(string manifest, string name) =>
        Regex.Match(manifest, $@"(?m)^\s*{name}\s*=\s*'([^']*)'").Groups[1].Value;

    private async Task DotnetAsync(params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync("dotnet", arguments);
        Assert.True(exitCode == 0, output);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        foreach ((string name, string value) in new Dictionary<string, string>
        {
            // A package of the same version from an earlier run must not be found anywhere.
            ["NUGET_HTTP_CACHE_PATH"] = _folder.File("http"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
        })
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
