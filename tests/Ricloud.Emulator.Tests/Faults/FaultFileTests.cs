using System;
using System.IO;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary><c>--faults</c>.</summary>
public sealed class FaultFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"kind":"status","status":599,"nth":2}""")]
    [InlineData("\uFEFF" + """
        [
          // The second request only.
          { "kind": "status", "status": 599, "nth": 2, },
        ]
        """)]
    public async Task Its_rules_are_in_force_from_the_first_request(string rules)
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--faults", Write(rules));

        Assert.Equal("200 599 200", await emulator.StatusesAsync(3));
        Assert.Equal([1], await emulator.FiredAsync());
    }

    [Theory]
    [InlineData("""[{"kind":"delay"},{"kind":"drop","nht":1}]""", "[0].ms", "[1].nht")]
    [InlineData("""{"kind":"drop"} x""", "not JSON", "faults.json")]
    [InlineData("", "not JSON", "faults.json")]
    [InlineData(null, "can't be read", "none.json")]
    public async Task A_file_that_is_wrong_ends_with_2_and_says_why(string? rules, params string[] named)
    {
        string path = rules is null ? Path.Combine(_folder.Path, "none.json") : Write(rules);

        (int exitCode, string output, string errors) = await RunningEmulator.RunAsync(null, $"--faults={path}");

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.All(named, name => Assert.Contains(name, errors, StringComparison.Ordinal));
        Assert.Single(errors.Trim().Split('\n'));
    }

    private string Write(string rules)
    {
        string path = Path.Combine(_folder.Path, "faults.json");
        File.WriteAllText(path, rules);
        return path;
    }
}
