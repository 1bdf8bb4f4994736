using System;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class QueryPlanTests
{
    [Fact]
    public async Task Every_list_is_read_along_an_index_and_none_is_scanned_or_sorted()
    {
        (int exitCode, string output, _) = await RunningEmulator.RunAsync(null, "--query-plans");
        string[] steps = [.. output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim())];

        Assert.Equal(0, exitCode);
        Assert.True(steps.Length >= 16, output);
        Assert.All(steps, step => Assert.StartsWith("SEARCH ", step, StringComparison.Ordinal));
        Assert.All(steps, step => Assert.True(
            step.Contains("id>? AND id<?", StringComparison.Ordinal)
            || step.EndsWith("sqlite_autoindex_users_1 (identifier=?)", StringComparison.Ordinal)
            || step.Contains("number>? AND number<?", StringComparison.Ordinal)
            || step.Contains("rowid>? AND rowid<?", StringComparison.Ordinal), step));
    }
}
