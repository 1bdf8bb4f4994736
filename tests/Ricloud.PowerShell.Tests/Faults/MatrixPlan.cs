using System.Collections.Generic;
using System.Linq;

namespace Ricloud.Tests.Faults;

/// <summary>Which cells are run.</summary>
internal static class MatrixPlan
{
    /// <summary>Rows of one way behave alike: of those beyond the first, a run takes every sixth column, each row others.</summary>
    private const int Share = 6;

    public static IEnumerable<MatrixCell> Cells(bool all)
    {
        Dictionary<MatrixWay, int> seen = [];
        foreach (MatrixRow row in MatrixRows.All)
        {
            int number = seen[row.Way] = seen.GetValueOrDefault(row.Way, -1) + 1;
            foreach ((MatrixFault fault, int column) in MatrixFaults.All.Select(static (fault, column) => (fault, column)))
            {
                if (all || number == 0 || (number + column) % Share == 0)
                {
                    yield return new MatrixCell(row, fault, IsEvery: false);
                    yield return new MatrixCell(row, fault, IsEvery: true);
                }
            }
        }
    }
}
