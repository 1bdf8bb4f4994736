using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>A change that a log has noted: before it was sent, and once more when it was made.</summary>
internal sealed class LoggedChange
{
    private static readonly string[] OfConfig = [ChangeValues.Url, ChangeValues.State];

    /// <summary>What tells it from others.</summary>
    public string Number { get; init; } = string.Empty;

    /// <summary>What was changed: the API's word for it.</summary>
    public string Resource { get; init; } = string.Empty;

    public object Id { get; init; } = string.Empty;

    /// <summary>Where the API was.</summary>
    public string? Api { get; init; }

    public object? Organisation { get; init; }

    public DateTimeOffset? Date { get; init; }

    /// <summary>How it was before.</summary>
    public IReadOnlyDictionary<string, object?> Before { get; init; } = PlainValues.None;

    /// <summary>What was sent.</summary>
    public IReadOnlyDictionary<string, object?> Wanted { get; init; } = PlainValues.None;

    /// <summary>How it was afterwards; null where nobody has heard.</summary>
    public IReadOnlyDictionary<string, object?>? After { get; set; }

    public bool IsUndone { get; set; }

    /// <summary>What of it counts: an address that is sent to a deactivated config switches it on, so that of configs both do.</summary>
    public IEnumerable<string> Names => Resource == ResourceType.WebhookConfig ? OfConfig : Wanted.Keys;

    /// <exception cref="BodyFormatException">Something of it is missing.</exception>
    public static LoggedChange From(Attributes line) => new()
    {
        Number = line.Text("change") ?? throw line.Missing("change"),
        Resource = line.Text("resource") ?? throw line.Missing("resource"),
        Id = line.Id("id"),
        Api = line.Text("api"),
        Organisation = line.Reference("organisation"),
        Date = line.Date("at") is { } date ? date : null,
        Before = line.Nested("before")?.All() ?? throw line.Missing("before"),
        Wanted = line.Nested("wanted")?.All() ?? throw line.Missing("wanted"),
    };

    public Dictionary<string, object?> ToLine() => new()
    {
        ["change"] = Number,
        ["resource"] = Resource,
        ["id"] = Id,
        ["api"] = Api,
        ["organisation"] = Organisation,
        ["at"] = IsoDate.Format(Date!.Value),
        ["before"] = Before,
        ["wanted"] = Wanted,
    };

    /// <summary>What is still to be sent so that the thing is as it was; nothing where it is.</summary>
    public Dictionary<string, object?> ToSend(IReadOnlyDictionary<string, object?> current) => Names
        .Where(name => !ChangeValues.AreSame(Resource, name, Value(current, name), Value(Before, name)))
        .ToDictionary(name => name, name => ChangeValues.ToSend(Resource, name, Value(Before, name)), StringComparer.Ordinal);

    /// <summary>How the thing is once it is undone.</summary>
    public Dictionary<string, object?> Over(IReadOnlyDictionary<string, object?> current) =>
        current.ToDictionary(value => value.Key, value => Names.Contains(value.Key) ? Value(Before, value.Key) : value.Value, StringComparer.Ordinal);

    /// <summary>What somebody else has made of it since.</summary>
    public IEnumerable<string> ChangedSince(IReadOnlyDictionary<string, object?> current) =>
        Names.Where(name => !ChangeValues.AreSame(Resource, name, Value(current, name), Expected(name)));

    /// <summary>What the change has left of a value.</summary>
    public object? Expected(string name)
    {
        if (After is not null)
        {
            return Value(After, name);
        }

        // Whatever is sent to a config, but the word to switch it off, switches it on.
        return Wanted.TryGetValue(name, out var wanted) ? wanted : Resource == ResourceType.WebhookConfig && name == ChangeValues.State ? ConfigState.New : Value(Before, name);
    }

    private static object? Value(IReadOnlyDictionary<string, object?> values, string name) => values.TryGetValue(name, out var value) ? value : null;
}
