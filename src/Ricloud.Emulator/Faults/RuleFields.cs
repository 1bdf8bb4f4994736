using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator.Faults;

/// <summary>Takes the fields of one rule, in any case of letters. A field that nobody takes is a problem: a rule with a slip would never fire.</summary>
internal sealed class RuleFields
{
    private readonly OrderedDictionary<string, JsonElement> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _prefix;
    private readonly Problems _problems;

    /// <param name="rule">A JSON object.</param>
    /// <param name="prefix">Stands before a field's name in a problem: which of several rules it is.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public RuleFields(JsonElement rule, string prefix, Problems problems)
    {
        _prefix = prefix;
        _problems = problems;
        foreach (var attribute in rule.EnumerateObject())
        {
            _values[Body.NameOf(attribute) ?? "?"] = attribute.Value;
        }
    }

    /// <summary>Every field, with its name as it is documented.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> All =>
        [.. _values.Select(pair => KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value))];

    public void Refuse(string name, string problem) => _problems.Add(_prefix + name, problem);

    /// <summary>The value; null when it isn't there or is null.</summary>
    public JsonElement? Take(string name)
    {
        _taken.Add(name);
        return _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public string? Text(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        var text = Body.TextOf(value);
        if (string.IsNullOrEmpty(text))
        {
            Refuse(name, "It must be text that isn't empty.");
            return null;
        }

        return text;
    }

    /// <summary>One of some words, in any case of letters.</summary>
    public string? OneOf(string name, string[] allowed)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        var text = Body.TextOf(value);
        var word = allowed.FirstOrDefault(one => string.Equals(one, text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            Refuse(name, $"It must be one of: {string.Join(", ", allowed)}.");
        }

        return word;
    }

    public long? Integer(string name, long least, long most)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (IntegerOf(value) is { } number && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, $"It must be a whole number from {least} to {most}.");
        return null;
    }

    public double? Number(string name, double least, double most)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, FormattableString.Invariant($"It must be a number from {least} to {most}."));
        return null;
    }

    /// <summary>A whole number or an array of them, each at least 1; null when there is none.</summary>
    public IReadOnlyList<long>? Positions(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        long?[] numbers = [.. items.Select(IntegerOf)];
        if (numbers.Length > 0 && numbers.All(number => number >= 1))
        {
            return [.. numbers.Select(number => number!.Value)];
        }

        Refuse(name, "It must be a whole number from 1, or an array of such numbers.");
        return null;
    }

    /// <summary>Refuses what nobody took.</summary>
    public void Complete(string owner)
    {
        foreach (var name in _values.Keys.Where(name => !_taken.Contains(name)))
        {
            Refuse(name, $"It is no field of {owner}. There are: {string.Join(", ", _taken)}.");
        }
    }

    private static long? IntegerOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
