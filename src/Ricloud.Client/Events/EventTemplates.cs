using System.Globalization;
using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Events;

/// <summary>
/// The documented events with a body such as the API sends, and sequences of them (API contract: documented, and as the emulator
/// makes them). One object is one story: its ids are fresh, and the same in all its events.
/// </summary>
/// <param name="start">When the story began.</param>
internal sealed class EventTemplates(DateTimeOffset start)
{
    private const string Key = "key";
    private const int LeastId = 100_000;
    private const int EndOfIds = 1_000_000;

    private static readonly Regex Id = new("#([a-z0-9]+)", RegexOptions.CultureInvariant);
    private static readonly Random Ids = new();

    // Nothing of it is ever changed: what is made of it are copies.
    private static readonly Dictionary<string, object?> File = Read();

    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal) { [Key] = 1 };

    /// <summary>The names of the events, each its type, a dot and its action.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Part("events").Keys];

    /// <summary>The names of the sequences.</summary>
    public static IReadOnlyList<string> Scenarios { get; } = [.. Part("scenarios").Keys];

    /// <summary>The events of a sequence: each one's name, and what of its data is different.</summary>
    public static IEnumerable<(string Name, IReadOnlyDictionary<string, object?> With)> Steps(string scenario) =>
        ((List<object?>)Part("scenarios")[scenario]!).Cast<Dictionary<string, object?>>()
            .Select(step => ((string)step["event"]!, step.TryGetValue("with", out var with) ? (IReadOnlyDictionary<string, object?>)with! : PlainValues.None));

    /// <summary>Makes an event with an id of its own, as the API would send it for the first time.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="with">What of its data is different.</param>
    /// <param name="now">When it happens.</param>
    /// <returns>The event's attributes, plain values, which are the caller's to change.</returns>
    public Dictionary<string, object?> Make(string name, IReadOnlyDictionary<string, object?> with, DateTimeOffset now)
    {
        var dot = name.IndexOf('.');
        var type = name.Substring(0, dot);
        Dictionary<string, object?> data = new((Dictionary<string, object?>)Part("resources")[type]!, StringComparer.Ordinal);
        foreach (var value in ((Dictionary<string, object?>)Part("events")[name]!).Concat(with))
        {
            data[value.Key] = value.Value;
        }

        return new(StringComparer.Ordinal)
        {
            ["id"] = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
            ["resource"] = "event",
            ["type"] = type,
            ["action"] = name.Substring(dot + 1),
            ["data"] = Filled(data, now),
            ["state"] = "pending",
            ["retries"] = 0L,
            ["date_created"] = IsoDate.Format(now),
            ["date_delivered"] = null,
        };
    }

    private object? Filled(object? value, DateTimeOffset now) => value switch
    {
        Dictionary<string, object?> members => members.ToDictionary(m => m.Key, m => Filled(m.Value, now), StringComparer.Ordinal),
        List<object?> elements => elements.ConvertAll(element => Filled(element, now)),
        "@start" => IsoDate.Format(start),
        "@now" => IsoDate.Format(now),
        string text when Id.Match(text) is { Success: true } id => id.Length == text.Length
            ? IdOf(id.Groups[1].Value)
            : Id.Replace(text, m => IdOf(m.Groups[1].Value).ToString(CultureInfo.InvariantCulture)),
        _ => value,
    };

    private long IdOf(string name)
    {
        if (!_ids.TryGetValue(name, out var id))
        {
            lock (Ids)
            {
                _ids[name] = id = Ids.Next(LeastId, EndOfIds);
            }
        }

        return id;
    }

    private static Dictionary<string, object?> Part(string name) => (Dictionary<string, object?>)File[name]!;

    private static Dictionary<string, object?> Read()
    {
        using var file = typeof(EventTemplates).GetTypeInfo().Assembly.GetManifestResourceStream("EventTemplates.json");
        using MemoryStream bytes = new();
        file.CopyTo(bytes);
        return JsonBody.Read(bytes.ToArray(), (int)bytes.Length).All();
    }
}
