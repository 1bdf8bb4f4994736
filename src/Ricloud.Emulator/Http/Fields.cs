using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Http;

/// <summary>Takes the attributes of a body one by one. Attributes that nobody takes are ignored.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly Problems _problems;

    public Fields(JsonElement body, Problems problems)
    {
        _problems = problems;
        foreach (var attribute in body.EnumerateObject())
        {
            if (NameOf(attribute) is { } name)
            {
                _values[name] = attribute.Value;
            }
        }
    }

    /// <summary>For an update: refuses a body that names nothing it could change.</summary>
    public void RequireAny(params string[] names)
    {
        if (names.Any(_values.ContainsKey))
        {
            return;
        }

        foreach (var name in names)
        {
            _problems.Add(name, $"The body must have at least one of: {string.Join(", ", names)}.");
        }
    }

    /// <summary>A text that must not be null or empty; null when it isn't there or isn't allowed.</summary>
    public string? Text(string name, bool required)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            if (required)
            {
                _problems.Add(name, "It is required.");
            }

            return null;
        }

        var text = TextOf(value);
        if (string.IsNullOrEmpty(text))
        {
            _problems.Add(name, "It must be text that isn't empty.");
            return null;
        }

        return text;
    }

    public string? OneOf(string name, string[] allowed)
    {
        var text = Text(name, required: false);
        if (text is not null && !allowed.Contains(text))
        {
            _problems.Add(name, $"It must be one of: {string.Join(", ", allowed)}.");
            return null;
        }

        return text;
    }

    /// <summary>A name: text on one line.</summary>
    public string? Name(string name, bool required)
    {
        var text = Text(name, required);
        if (text is not null && text.Any(char.IsControl))
        {
            _problems.Add(name, "It must not have control characters.");
            return null;
        }

        return text;
    }

    /// <summary>An id as number or text, or null to have none. Whether it is anybody's is checked by <paramref name="exists"/>.</summary>
    public long? Reference(string name, long? unchanged, Func<long, bool> exists)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return unchanged;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : TextOf(value);
        if (text is not null && Ids.TryParse(text, out var id) && exists(id))
        {
            return id;
        }

        _problems.Add(name, "It must be the id of one that exists, or null.");
        return null;
    }

    /// <summary>A JSON object, as it was written.</summary>
    public string? Object(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            _problems.Add(name, "It must be an object.");
            return null;
        }

        return value.GetRawText();
    }

    /// <summary>An attribute's name; null when it is no Unicode text.</summary>
    public static string? NameOf(JsonProperty attribute) => TextOf(attribute, a => a.Name);

    /// <summary>A value's text; null when it isn't text, or no Unicode text.</summary>
    public static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? TextOf(value, v => v.GetString()!) : null;

    private static string? TextOf<T>(T source, Func<T, string> text)
    {
        try
        {
            return text(source);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON allows it, Unicode has no such text.
            return null;
        }
    }
}
