using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>
/// The documented events with a body as retrieval makes it, and sequences of them, from the file that the module has too. One object
/// is one story: its ids are fresh, and the same in all its events.
/// </summary>
/// <param name="key">The id of the key that acts.</param>
/// <param name="start">When the story began.</param>
internal sealed partial class EventTemplates(long key, DateTimeOffset start)
{
    private static readonly JsonNode File = Load();

    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal) { ["key"] = key };

    public static string[] Names { get; } = [.. File["events"]!.AsObject().Select(named => named.Key)];

    public static string[] Scenarios { get; } = [.. File["scenarios"]!.AsObject().Select(named => named.Key)];

    /// <summary>The events of a sequence: each one's name, and what of its data is different.</summary>
    public static IReadOnlyList<(string Name, JsonObject? With)> Steps(string scenario) =>
        [.. File["scenarios"]![scenario]!.AsArray().Select(step => (step!["event"]!.GetValue<string>(), step["with"]?.AsObject()))];

    /// <param name="name">One of <see cref="Names"/>: its type, a dot and its action.</param>
    /// <param name="with">What of its data is different.</param>
    /// <param name="now">When it happens.</param>
    /// <returns>Its data.</returns>
    public JsonObject Make(string name, JsonObject? with, DateTimeOffset now)
    {
        Dictionary<string, JsonNode?> data = new(File["resources"]![name.Split('.')[0]]!.AsObject());
        foreach (var (attribute, value) in File["events"]![name]!.AsObject().Concat(with ?? []))
        {
            data[attribute] = value;
        }

        return Filled(data, now);
    }

    private JsonObject Filled(IEnumerable<KeyValuePair<string, JsonNode?>> members, DateTimeOffset now) =>
        new(members.Select(m => KeyValuePair.Create(m.Key, Filled(m.Value, now))));

    private JsonNode? Filled(JsonNode? node, DateTimeOffset now)
    {
        switch (node)
        {
            case JsonObject members:
                return Filled(members.AsEnumerable(), now);
            case JsonArray elements:
                return new JsonArray([.. elements.Select(element => Filled(element, now))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return Filled(value.GetValue<string>(), now);
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode Filled(string text, DateTimeOffset now) => text switch
    {
        "@start" => DateOf(start),
        "@now" => DateOf(now),
        _ when Id().Match(text) is { Success: true } id && id.Length == text.Length => IdOf(id.Groups[1].Value),
        _ => Id().Replace(text, id => IdOf(id.Groups[1].Value).ToString(CultureInfo.InvariantCulture)),
    };

    private long IdOf(string name) => _ids.TryGetValue(name, out var id) ? id : _ids[name] = Random.Shared.Next(100_000, 1_000_000);

    private static string DateOf(DateTimeOffset moment) => Clock.ToText(Clock.FromTicks(moment.UtcTicks));

    private static JsonNode Load()
    {
        using var file = typeof(EventTemplates).Assembly.GetManifestResourceStream("EventTemplates.json")!;
        using StreamReader text = new(file);
        return JsonNode.Parse(text.ReadToEnd())!;
    }

    [GeneratedRegex("#([a-z0-9]+)")]
    private static partial Regex Id();
}
