using System.Globalization;
using System.Text.Json.Nodes;

namespace Ricloud.Emulator.Json;

/// <summary>A place in JSON: names, and numbers of array elements, separated by dots, as in <c>data.results.data.0.url</c>.</summary>
internal static class NodePath
{
    /// <summary>Puts a value there. Objects on the way that aren't there are made; an array's element must be there, or be its next one.</summary>
    /// <returns>What is wrong with the place; null when nothing is.</returns>
    public static string? Set(JsonObject root, string path, JsonNode? value)
    {
        var names = path.Split('.');
        if (names.Contains(""))
        {
            return "Names are separated by single dots.";
        }

        JsonNode? place = root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            if (place is JsonObject members && members[names[i]] is null)
            {
                members[names[i]] = new JsonObject();
            }

            place = Step(place, names[i]);
            if (place is null)
            {
                return NotThere(names, i);
            }
        }

        switch (place)
        {
            case JsonObject members:
                members[names[^1]] = value;
                return null;
            case JsonArray elements when Index(names[^1]) is { } index && index <= elements.Count:
                elements.RemoveRange(index, index < elements.Count ? 1 : 0);
                elements.Insert(index, value);
                return null;
            default:
                return NotThere(names, names.Length - 1);
        }
    }

    /// <summary>Takes away what is there.</summary>
    /// <inheritdoc cref="Set"/>
    public static string? Remove(JsonObject root, string path)
    {
        var names = path.Split('.');
        JsonNode? place = root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            place = Step(place, names[i]);
            if (place is null)
            {
                return NotThere(names, i);
            }
        }

        if (place is JsonObject members && members.Remove(names[^1]))
        {
            return null;
        }

        if (place is JsonArray elements && Index(names[^1]) is { } index && index < elements.Count)
        {
            elements.RemoveAt(index);
            return null;
        }

        return NotThere(names, names.Length - 1);
    }

    private static JsonNode? Step(JsonNode? place, string name) => place switch
    {
        JsonObject members => members[name],
        JsonArray elements when Index(name) is { } index && index < elements.Count => elements[index],
        _ => null,
    };

    private static int? Index(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string NotThere(string[] names, int last) => $"There is no {string.Join('.', names.Take(last + 1))}.";
}
