using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks;

/// <summary>The tests that are worth more rounds than a test run has time for.</summary>
internal static class Soak
{
    private static readonly (string Project, string Method)[] Tests =
    [
        ("Ricloud.PowerShell.Tests", "*A_full_disk_costs*"),
        ("Ricloud.Emulator.Tests", "*A_full_disk_costs*"),
        ("Ricloud.Emulator.Tests", "*kill*"),
    ];

    public static async Task<int> RunAsync(Options options)
    {
        string rounds = options.Only("--rounds").Number("--rounds", 100).ToString(CultureInfo.InvariantCulture);
        int failed = 0;
        foreach ((string project, string method) in Tests)
        {
            ProcessStartInfo start = new("dotnet", ["test", "--project", "tests/" + project, "--filter-method", method]) { WorkingDirectory = Repository.Root };
            start.Environment["RICLOUD_DISK_ROUNDS"] = rounds;
            start.Environment["RICLOUD_CHAOS_KILLS"] = rounds;
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            failed |= process.ExitCode;
        }

        return failed == 0 ? 0 : 1;
    }
}
