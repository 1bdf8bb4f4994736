namespace Ricloud.Values;

/// <summary>The plain values that unknown attributes are kept as.</summary>
internal static class PlainValues
{
    public static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();
}
