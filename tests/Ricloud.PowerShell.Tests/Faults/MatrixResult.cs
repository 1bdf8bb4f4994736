using System;
using System.Collections.Generic;

namespace Ricloud.Tests.Faults;

/// <summary>What a cell has shown.</summary>
/// <param name="Outcome"><c>ok</c>, or the ids of the errors.</param>
/// <param name="Sent">How many times the request that the fault hits has arrived.</param>
internal sealed record MatrixResult(string Outcome, int Sent)
{
    /// <summary>Gets what is wrong with it.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets a value indicating whether the API was waited for, which counts as none of the tries.</summary>
    public bool WasWaitedFor { get; init; }

    /// <summary>Gets a value indicating whether a time-out came that no fault has caused.</summary>
    public bool IsOfStall { get; init; }

    public override string ToString() => WasWaitedFor ? $"{Outcome} 2+" : $"{Outcome} {Sent}";
}
