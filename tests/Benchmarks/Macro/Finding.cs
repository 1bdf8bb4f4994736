namespace Ricloud.Benchmarks.Macro;

/// <summary>One line of the table.</summary>
/// <param name="What">What was compared or counted.</param>
/// <param name="Measured">The number over all runs.</param>
/// <param name="Unit">What it counts; <c>×</c> for a ratio.</param>
/// <param name="Wanted">The goal; null for what is only told.</param>
internal sealed record Finding(string What, Spread Measured, string Unit, Limit? Wanted = null)
{
    public const string Times = "×";

    public bool IsMissed => Wanted?.Allows(Measured.Median) == false;
}
