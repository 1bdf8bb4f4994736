namespace Ricloud.DesiredState;

/// <summary>netstandard2.0 has no <c>TryAdd</c>, and whoever comes second wants to know who was first.</summary>
internal static class FirstWins
{
    public static bool TryAddFirst<T>(this Dictionary<string, T> known, string key, T value, out T first)
    {
        if (known.TryGetValue(key, out var earlier))
        {
            first = earlier;
            return false;
        }

        known.Add(key, value);
        first = value;
        return true;
    }
}
