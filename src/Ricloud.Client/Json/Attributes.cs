using System.Globalization;
using Ricloud.Values;

namespace Ricloud.Json;

/// <summary>
/// The attributes of one object: gives each by its name as what a model wants, or says which one is wrong. Of what no command
/// needs nothing is required: a value of an unexpected kind stays with the unknown ones, and the rest is as good as ever.
/// </summary>
internal sealed class Attributes
{
    private readonly Dictionary<string, object?> _left;
    private readonly string _path;
    private bool _hasSecrets;

    private Attributes(Dictionary<string, object?> values, string path, RicloudOrigin? origin)
    {
        _left = values;
        _path = path;
        Origin = origin;
    }

    /// <summary>The API that the object came from; null for one that came by another way.</summary>
    public RicloudOrigin? Origin { get; }

    /// <summary>Whether something of what was taken is to be hidden.</summary>
    public bool HasSecrets => _hasSecrets;

    /// <summary>Takes a body's value for an object.</summary>
    /// <exception cref="BodyFormatException">It is none.</exception>
    public static Attributes Of(object? value, RicloudOrigin? origin) => Of(value, string.Empty, origin);

    /// <summary>What the object is known by: a number or a text, which stays what it is.</summary>
    /// <exception cref="BodyFormatException">It is missing, or something else.</exception>
    public object Id(string name) => Take(name) switch
    {
        null => throw Missing(name),
        var value when IsId(value) => value,
        var value => throw Wrong(Path(name), "an id (a number or a text)", value),
    };

    /// <summary>The id of something else.</summary>
    public object? Reference(string name) => TakeIf<object>(name, IsId);

    public object? TextOrNumber(string name) => TakeIf<object>(name, static value => IsInteger(value) || value is string);

    public string? Text(string name) => TakeIf<string>(name, static value => value is string);

    public long? Count(string name) => (long?)TakeIf<object>(name, static value => value is long);

    public RicloudSecret? Secret(string name)
    {
        _hasSecrets = true;
        if (TakeIf<object>(name, static value => value is string || IsInteger(value)) is not { } value)
        {
            return null;
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return text.Length <= RicloudSecret.LongestText
            ? new RicloudSecret(text)
            : throw new BodyFormatException($"'{Path(name)}' is longer than the {RicloudSecret.LongestText} characters that can be kept secret");
    }

    /// <summary>A moment in local time, as all dates of PowerShell are.</summary>
    public DateTime? Date(string name)
    {
        if (_left.TryGetValue(name, out var value) && value is string text && IsoDate.TryParse(text, out var date))
        {
            _ = _left.Remove(name);
            return date.LocalDateTime;
        }

        return Leave<DateTime?>(name);
    }

    /// <summary>Whether there is more: a list that was taken to be at its end would be cut short without a word.</summary>
    /// <exception cref="BodyFormatException">It is neither true nor false.</exception>
    public bool Flag(string name) => Take(name) switch
    {
        null => false,
        bool flag => flag,
        0L => false,
        1L => true,
        string text when bool.TryParse(text, out var flag) => flag,
        var value => throw Wrong(Path(name), "true or false", value),
    };

    /// <summary>True or false; <see langword="null"/> when it was left out, or is neither.</summary>
    public bool? FlagOrNull(string name) => (bool?)TakeIf<object>(name, static value => value is bool);

    /// <summary>Anything, as plain values of which each is hidden.</summary>
    public object? Hidden(string name) => SecretNames.Conceal(Take(name), isSecret: true, ref _hasSecrets);

    /// <summary>Anything, as plain values.</summary>
    public object? Plain(string name) => SecretNames.Conceal(Take(name), isSecret: false, ref _hasSecrets);

    /// <summary>An object within this one.</summary>
    public Attributes? Nested(string name) =>
        TakeIf<Dictionary<string, object?>>(name, static value => value is Dictionary<string, object?>) is { } values
            ? new Attributes(values, Path(name), Origin)
            : null;

    /// <summary>A list of objects.</summary>
    /// <returns>The list, or null when there is none.</returns>
    /// <exception cref="BodyFormatException">It is no list, or one of its elements no object, or one that isn't what it should be.</exception>
    public List<T>? Elements<T>(string name, Func<Attributes, T> from)
    {
        if (!_left.TryGetValue(name, out var value))
        {
            return null;
        }

        _ = _left.Remove(name);
        var path = Path(name);
        var number = 0;
        return value is List<object?> elements
            ? elements.ConvertAll(element => from(Of(element, string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, number++), Origin)))
            : throw Wrong(path, "a list", value);
    }

    /// <summary>All that was not taken, as it came, with nothing hidden.</summary>
    public Dictionary<string, object?> All() => _left;

    /// <summary>What was not taken, as plain values: attributes that nobody knows, or that aren't what they should be.</summary>
    public IReadOnlyDictionary<string, object?> Rest()
    {
        if (_left.Count == 0)
        {
            return PlainValues.None;
        }

        return _left.ToDictionary(left => left.Key, left => SecretNames.Conceal(left.Value, SecretNames.IsSecret(left.Key), ref _hasSecrets), StringComparer.Ordinal);
    }

    public BodyFormatException Missing(string name) => new($"'{Path(name)}' is missing or null");

    private static Attributes Of(object? value, string path, RicloudOrigin? origin) => value is Dictionary<string, object?> values
        ? new Attributes(values, path, origin)
        : throw Wrong(path.Length == 0 ? "the answer" : path, "an object", value);

    private object? Take(string name)
    {
        if (_left.TryGetValue(name, out var value))
        {
            _ = _left.Remove(name);
        }

        return value;
    }

    private T? TakeIf<T>(string name, Func<object, bool> fits)
        where T : class
    {
        if (_left.TryGetValue(name, out var value) && value is not null && fits(value))
        {
            _ = _left.Remove(name);
            return (T)value;
        }

        return Leave<T>(name);
    }

    /// <summary>Leaves a value that isn't what it should be as it was sent; null is as good as nothing.</summary>
    private T? Leave<T>(string name)
    {
        if (_left.TryGetValue(name, out var value) && value is null)
        {
            _ = _left.Remove(name);
        }

        return default;
    }

    private string Path(string name) => _path.Length == 0 ? name : _path + "." + name;

    private static bool IsInteger(object value) => value is long or System.Numerics.BigInteger;

    private static bool IsId(object value) => IsInteger(value) || value is string { Length: > 0 };

    private static BodyFormatException Wrong(string where, string expected, object? found) => new($"'{where}' should be {expected}, and {Kind(found)} came");

    private static string Kind(object? value) => value switch
    {
        null => "null",
        Dictionary<string, object?> => "an object",
        List<object?> => "a list",
        string => "another text",
        bool => "true or false",
        _ => "a number",
    };
}
