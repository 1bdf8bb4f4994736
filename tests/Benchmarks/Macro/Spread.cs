using System;
using System.Collections.Generic;
using System.Linq;

namespace Ricloud.Benchmarks.Macro;

/// <summary>What several runs gave: the one in the middle, and how far they lie apart.</summary>
internal readonly record struct Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("Nothing was measured.", nameof(values));
        }

        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
