using static Ricloud.Tests.Faults.MatrixEffect;

namespace Ricloud.Tests.Faults;

/// <summary>What a cell must show, as it follows from the rules of docs/design/exactly-once.md and of nothing that was run.</summary>
/// <param name="Outcome"><c>ok</c>, or the id of the one error.</param>
/// <param name="Sent">How many times the request that the fault hits must arrive.</param>
/// <param name="Looks">How many other requests a change must have cost; null where that is a matter of time.</param>
internal sealed record MatrixExpectation(string Outcome, int Sent, int? Looks = 0)
{
    public const string Ok = "ok";

    /// <summary>With one retry, as the matrix is run.</summary>
    private const int Tries = 2;

    public static MatrixExpectation Of(MatrixRow row, MatrixFault fault, bool isEvery) => fault.Effect == Late
        ? new(Ok, 1, row.Way == MatrixWay.Once ? 1 : 0)
        : row.Way switch
        {
            MatrixWay.Repeated => Repeated(fault, isEvery),
            MatrixWay.Optional => Repeated(fault, isEvery) with { Outcome = Ok },
            MatrixWay.ReadBack => ReadBack(row, fault, isEvery),
            MatrixWay.Once => Once(row, fault, isEvery),
            _ => Raw(fault, isEvery),
        };

    private static MatrixExpectation Repeated(MatrixFault fault, bool isEvery) =>
        !isEvery && fault.IsRepeated ? new(Ok, Tries) : new(fault.ErrorId, fault.IsRepeated ? LimitedTries(fault, isEvery) : 1);

    /// <summary>A second DELETE may be told that there is nothing to delete, which is an answer even where its body is spoilt.</summary>
    private static MatrixExpectation ReadBack(MatrixRow row, MatrixFault fault, bool isEvery)
    {
        MatrixExpectation repeated = Repeated(fault, isEvery);
        return repeated.Outcome == Ok || fault.Effect is Refused or Limited
            ? repeated
            : repeated with { Outcome = fault.IsDone ? Ok : fault.ErrorId, Looks = row.Method == "DELETE" && fault.IsDone ? null : 1 };
    }

    private static MatrixExpectation Once(MatrixRow row, MatrixFault fault, bool isEvery)
    {
        const int Baseline = 1;
        const int TwoLooks = 2;
        return fault switch
        {
            { Effect: Refused or Limited } => Repeated(fault, isEvery) with { Looks = Baseline },
            { Effect: Alive, IsDone: true } => new(Ok, 1, null),
            { Effect: Alive } => new(row.DoubtId, 1, null),
            { IsDone: true } => new(Ok, 1, Baseline + 1),
            { IsRepeated: false, IsUnreadable: false } => new(fault.ErrorId, 1, Baseline + TwoLooks),
            _ when isEvery => new(fault.ErrorId, Tries, Baseline + TwoLooks + TwoLooks),
            _ => new(Ok, Tries, Baseline + TwoLooks + (row.LooksAtLast ? 1 : 0)),
        };
    }

    private static MatrixExpectation Raw(MatrixFault fault, bool isEvery) =>
        fault.Effect == Limited ? Repeated(fault, isEvery) : new(fault.ErrorId, 1);

    /// <summary>A limit whose end is an hour away isn't waited for.</summary>
    private static int LimitedTries(MatrixFault fault, bool isEvery) => isEvery && fault.IsRateLimit ? 1 : Tries;
}
