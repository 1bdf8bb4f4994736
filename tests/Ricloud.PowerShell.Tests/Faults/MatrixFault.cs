namespace Ricloud.Tests.Faults;

/// <summary>One column of the matrix: a fault of the emulator, and what follows from it whatever the request.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Rule">The rule's fields that say what happens, as JSON.</param>
/// <param name="ErrorId">The error when nothing helps.</param>
/// <param name="Effect">What the caller knows.</param>
internal sealed record MatrixFault(string Name, string Rule, string ErrorId, MatrixEffect Effect)
{
    /// <summary>Stands in a rule for an address of another origin, where somebody writes down what comes.</summary>
    public const string Elsewhere = "http://elsewhere.example/";

    /// <summary>Gets a value indicating whether the server has done what it was asked, or does it later.</summary>
    public bool IsDone { get; init; }

    /// <summary>Gets a value indicating whether what is safe to repeat is sent again.</summary>
    public bool IsRepeated { get; init; } = true;

    /// <summary>Gets a value indicating whether an API that has answered before seems to be away.</summary>
    public bool IsAbsence { get; init; }

    /// <summary>Gets the rule for every try where it isn't the one for the first try.</summary>
    public string? EveryRule { get; init; }

    /// <summary>Gets a value indicating whether the status is a 2xx whose body can't be read.</summary>
    public bool IsUnreadable { get; init; }

    public bool IsRateLimit => EveryRule is not null;
}
