using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Macro;

/// <summary>A group of comparisons that share what they need to run.</summary>
internal abstract class Goal
{
    /// <summary>The name behind <c>--only</c>, and of its table in docs/performance.md.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench);
}
