using System.Globalization;

namespace Ricloud.Benchmarks.Macro;

/// <summary>What is wanted of a number.</summary>
internal sealed record Limit(bool IsCeiling, double Value)
{
    public static Limit AtMost(double value) => new(true, value);

    public static Limit AtLeast(double value) => new(false, value);

    public bool Allows(double value) => IsCeiling ? value <= Value : value >= Value;

    public override string ToString() => (IsCeiling ? "≤ " : "≥ ") + Value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
