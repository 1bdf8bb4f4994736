using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Processes;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>Importing the module in a fresh PowerShell.</summary>
internal sealed class ImportGoal : Goal
{
    /// <summary>PowerShell's own 1MB.</summary>
    private const double Megabyte = 1024 * 1024;

    public override string Name => "import";

    public override string Title => "Import-Module Ricloud in a fresh process";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        Finding size = new("the module folder, by PowerShell's 1MB", Spread.Of([SizeOf(Repository.Module) / Megabyte]), "MB", Limit.AtMost(1.5));
        if (bench.Peers.Pwsh is null)
        {
            bench.LeaveOut($"{Title}: pwsh is not on the path");
            return [size];
        }

        DirectoryInfo empty = Directory.CreateTempSubdirectory("ricloud-benchmark-");
        try
        {
            Contender module = Import(bench.Peers, "module", Repository.ModuleManifest);
            Contender bare = Import(bench.Peers, "empty binary module", LayOutEmptyModule(empty.FullName));
            Contender nothing = Import(bench.Peers, "script module without a line", LayOutNothing(empty.FullName));
            Samples samples = await Samples.TakeAsync(bench.Runs, module, bare, nothing);
            return
            [
                new("time, by that of an empty binary module with the same format and types files", samples.Ratio(module, bare), Finding.Times, Limit.AtMost(1.3)),
                new("time", samples.Of(module, static seconds => seconds * 1000), "ms", Limit.AtMost(40)),
                new("time of a script module without a line", samples.Of(nothing, static seconds => seconds * 1000), "ms"),
                size,
            ];
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    private static Contender Import(Peers peers, string name, string manifest) => new(name, async () =>
    {
        await using Child pwsh = peers.StartScript("import.ps1", manifest);
        return double.Parse(await pwsh.ReadAsync(), CultureInfo.InvariantCulture);
    });

    /// <summary>The module's own manifest and ps1xml files, around an assembly without a cmdlet.</summary>
    private static string LayOutEmptyModule(string folder)
    {
        string assembly = Path.GetFileName(Repository.EmptyModule);
        File.Copy(Repository.EmptyModule, Path.Combine(folder, assembly));
        foreach (string file in Directory.EnumerateFiles(Repository.Module, "*.ps1xml"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string manifest = File.ReadAllText(Repository.ModuleManifest).Replace("Ricloud.PowerShell.dll", assembly, StringComparison.Ordinal);
        string path = Path.Combine(folder, "Ricloud.psd1");
        File.WriteAllText(path, manifest);
        return path;
    }

    /// <summary>The least that PowerShell can be asked to import.</summary>
    private static string LayOutNothing(string folder)
    {
        string path = Path.Combine(folder, "Nothing.psm1");
        File.WriteAllText(path, string.Empty);
        return path;
    }

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
}
