using System.Collections.Generic;

namespace Ricloud;

/// <summary>The plain values that unknown attributes are kept as.</summary>
internal static class PlainValues
{
    internal static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();
}
