using System.Collections.Generic;
using Ricloud.Benchmarks.Processes;

namespace Ricloud.Benchmarks.Macro;

/// <summary>What all goals share: how often to run, who takes part, and who couldn't.</summary>
internal sealed class Bench(int runs, Peers peers)
{
    private readonly SortedSet<string> _leftOut = [];

    public int Runs => runs;

    public Peers Peers => peers;

    /// <summary>Comparisons that weren't made, and why.</summary>
    public IReadOnlyCollection<string> LeftOut => _leftOut;

    public void LeaveOut(string what) => _leftOut.Add(what);
}
