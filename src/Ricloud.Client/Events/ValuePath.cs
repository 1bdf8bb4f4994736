using System.Globalization;

namespace Ricloud.Events;

/// <summary>A place in plain values: names, and numbers of list elements, separated by dots, as in <c>data.results.data.0.url</c>.</summary>
internal static class ValuePath
{
    /// <summary>Puts a value there. Objects on the way that aren't there are made; a list's element must be there, or be its next one.</summary>
    /// <returns>What is wrong with the place; null when nothing is.</returns>
    public static string? Set(Dictionary<string, object?> root, string path, object? value)
    {
        var names = path.Split('.');
        if (Array.IndexOf(names, string.Empty) >= 0)
        {
            return Empty(path);
        }

        object? place = root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            if (place is Dictionary<string, object?> members && (!members.TryGetValue(names[i], out var next) || next is null))
            {
                members[names[i]] = new Dictionary<string, object?>(StringComparer.Ordinal);
            }

            place = Step(place, names[i], out var isThere);
            if (!isThere)
            {
                return NotThere(path, names, i);
            }
        }

        var last = names[names.Length - 1];
        switch (place)
        {
            case Dictionary<string, object?> members:
                members[last] = value;
                return null;
            case List<object?> elements when Index(last) is { } index && index <= elements.Count:
                elements.RemoveRange(index, index < elements.Count ? 1 : 0);
                elements.Insert(index, value);
                return null;
            default:
                return NotThere(path, names, names.Length - 1);
        }
    }

    /// <summary>Takes away what is there.</summary>
    /// <inheritdoc cref="Set"/>
    public static string? Remove(Dictionary<string, object?> root, string path)
    {
        var names = path.Split('.');
        object? place = root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            place = Step(place, names[i], out var isThere);
            if (!isThere)
            {
                return NotThere(path, names, i);
            }
        }

        var last = names[names.Length - 1];
        if (place is Dictionary<string, object?> members && members.Remove(last))
        {
            return null;
        }

        if (place is List<object?> elements && Index(last) is { } index && index < elements.Count)
        {
            elements.RemoveAt(index);
            return null;
        }

        var has = place is Dictionary<string, object?> { Count: > 0 } others ? "; there are " + string.Join(", ", others.Keys) : string.Empty;
        return NotThere(path, names, names.Length - 1) + has;
    }

    private static object? Step(object? place, string name, out bool isThere)
    {
        object? next = null;
        isThere = place switch
        {
            Dictionary<string, object?> members => members.TryGetValue(name, out next),
            List<object?> elements => Index(name) is { } index && index < elements.Count,
            _ => false,
        };
        return isThere && place is List<object?> list ? list[Index(name)!.Value] : next;
    }

    private static int? Index(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string NotThere(string path, string[] names, int last) =>
        $"'{path}' names nothing: there is no '{string.Join(".", names.Take(last + 1))}'";

    private static string Empty(string path) => $"'{path}' is no path: names are separated by single dots";
}
