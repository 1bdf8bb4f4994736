using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Faults;

/// <summary>
/// Every cmdlet that talks to the API under every fault of the emulator: the outcome, the requests at the server, what was
/// changed there, the time. <c>RICLOUD_MATRIX=all</c> runs all cells; <c>RICLOUD_UPDATE_MATRIX=1</c> also writes them down.
/// </summary>
[Collection(EnvironmentTests.Name)]
public sealed class FaultMatrixTests
{
    private const int Lanes = 14;

    private static readonly bool Updates = Environment.GetEnvironmentVariable("RICLOUD_UPDATE_MATRIX") == "1";
    private static readonly bool RunsAll = Updates || Environment.GetEnvironmentVariable("RICLOUD_MATRIX") == "all";

    private static readonly SemaphoreSlim Starting = new(2);

    [Fact]
    public async Task Each_cmdlet_has_the_right_end_under_each_fault()
    {
        await using var elsewhere = new StubApi(static _ => StubAnswer.Json(200, "{}"));

        // Those that take long go first, so that all lanes end together.
        ConcurrentQueue<MatrixCell> cells = new(MatrixPlan.Cells(RunsAll)
            .OrderByDescending(static cell => cell.Fault.Effect == MatrixEffect.Alive).ThenByDescending(static cell => cell.IsEvery));
        ConcurrentDictionary<MatrixCell, MatrixResult> results = new();

        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => RunAsync(cells, results, elsewhere.Url)));

        string[] problems = [.. results.Where(static pair => pair.Value.Problems.Count > 0)
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Name}: {pair.Value} after {pair.Value.Elapsed.TotalSeconds:0.0} s; {string.Join("; ", pair.Value.Problems)}")).Order()];
        Assert.True(problems.Length == 0, $"{problems.Length} of {results.Count} cells are wrong:\n{string.Join('\n', problems)}");
        Assert.Empty(elsewhere.Requests);
        if (Updates)
        {
            MatrixPage.Write(results);
        }

        Assert.Equal([], MatrixPage.Differences(results));
    }

    [Fact]
    public void Each_cmdlet_that_takes_a_session_has_a_row()
    {
        // The lanes need the token that the other would replace; KeyTokenTests has its faults.
        PipelineRun run = ModuleRunspace.RunOnce(
            "(Get-Command -Module Ricloud | Where-Object { $_.Parameters.ContainsKey('Session') -and $_.Name -notin 'Disconnect-Ricloud', 'Update-RicloudKeyToken' }).Name").AssertClean();

        Assert.NotEmpty(run.Output);
        Assert.Empty(run.OutputOf<string>().Except(MatrixRows.All.Select(static row => row.Name.Split(':')[0])));
    }

    private static async Task RunAsync(
        ConcurrentQueue<MatrixCell> cells, ConcurrentDictionary<MatrixCell, MatrixResult> results, Uri elsewhere)
    {
        await using MatrixLane lane = await StartLaneAsync();
        while (cells.TryDequeue(out MatrixCell? cell))
        {
            results[cell] = await cell.RunAsync(lane, elsewhere);
        }
    }

    /// <summary>Starting takes the processor, running hardly does: so few start at once, while others run already.</summary>
    private static async Task<MatrixLane> StartLaneAsync()
    {
        await Starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await MatrixLane.StartAsync();
        }
        finally
        {
            Starting.Release();
        }
    }
}
