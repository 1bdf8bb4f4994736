using System;
using System.Threading.Tasks;

namespace Ricloud.Tests.Faults;

/// <summary>One row of the matrix: a cmdlet as it is called, and the one of its requests that the fault hits.</summary>
/// <param name="Name">The cmdlet, and what of it where it has several rows.</param>
/// <param name="Way">How that request is sent.</param>
/// <param name="Request">Its method and path; <c>$id</c> and <c>$key</c> stand for ids.</param>
/// <param name="Script">The call; its output is compared with <see cref="Right"/>.</param>
internal sealed record MatrixRow(string Name, MatrixWay Way, string Request, string Script)
{
    /// <summary>Gets a request that the rule counts like the row's own, and that changes nothing.</summary>
    public required string Primer { get; init; }

    /// <summary>Gets the rule's path where it must match the primer too.</summary>
    public required string RulePath { get; init; }

    /// <summary>Gets what must be there before the call.</summary>
    public Func<MatrixLane, Task<MatrixItem>> Prepare { get; init; } = static lane => lane.FixtureAsync();

    /// <summary>Gets the output that is right, from the cell's item and what the server has in the end.</summary>
    public Func<MatrixLane, MatrixItem, Task<string>> Right { get; init; } = static (_, item) => Task.FromResult(item.Id);

    /// <summary>Gets how many times the change is there in the end, and null for what changes nothing.</summary>
    public Func<MatrixLane, MatrixItem, Task<int>>? CountAsync { get; init; }

    /// <summary>Gets how many requests the command sends besides when all is well; null when that is a matter of time.</summary>
    public int? Others { get; init; } = 0;

    /// <summary>Gets how many requests go before the row's own, whatever becomes of it: what hangs on a config is read first.</summary>
    public int ReadsBefore { get; init; }

    /// <summary>Gets how many calls it makes, each of which has the deadline to itself.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>Gets the error when nobody can tell whether it was done.</summary>
    public string DoubtId { get; init; } = "CreateInDoubt";

    /// <summary>Gets a value indicating whether a second thing made would be told of, and so is looked for in the end.</summary>
    public bool LooksAtLast { get; init; } = true;

    public string Method => Request.Split(' ')[0];

    public string Path => Request.Split(' ')[1];
}
