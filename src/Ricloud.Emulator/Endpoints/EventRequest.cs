using System.Text.Json.Nodes;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;

namespace Ricloud.Emulator.Endpoints;

/// <summary>
/// What is asked to happen: an event of one's own (<c>type</c>, <c>action</c>, <c>data</c>), one of a <c>template</c>, or a
/// <c>scenario</c>; of the last two what is to be different in <c>set</c> and <c>remove</c>.
/// </summary>
internal sealed class EventRequest
{
    private const string OneOf = "The body must have a template, a scenario, or a type and an action.";

    private static readonly Field[] Fields =
    [
        new("type") { Problem = Resources.OneLine },
        new("action") { Problem = Resources.OneLine },
        new("data", FieldKind.Json),
        new("template") { Settable = EventTemplates.Names },
        new("scenario") { Settable = EventTemplates.Scenarios },
        new("set", FieldKind.Json),
        new("remove", FieldKind.Json) { JsonProblem = Texts },
        new("pause", FieldKind.Number),
    ];

    private static readonly string[] Own = ["type", "action"];
    private static readonly string[] Differences = ["set", "remove"];

    private readonly Body _body;
    private readonly EventTemplates _templates;

    private EventRequest(Body body, EventTemplates templates)
    {
        _body = body;
        _templates = templates;
    }

    public bool IsScenario => Has("scenario");

    /// <summary>How long there is between two events of a scenario: whole seconds.</summary>
    public TimeSpan Pause => TimeSpan.FromSeconds(_body.Values.GetValueOrDefault("pause") as long? ?? 1);

    /// <summary>What makes each event, when it is its turn. What they refuse, the first one refuses.</summary>
    public IReadOnlyList<Func<DateTimeOffset, EventDraft>> Drafts =>
        Has("scenario") ? [.. EventTemplates.Steps(Text("scenario")).Select(step => (Func<DateTimeOffset, EventDraft>)(now => Changed(step.Name, _templates.Make(step.Name, step.With, now))))]
        : Has("template") ? [now => Changed(Text("template"), _templates.Make(Text("template"), null, now))]
        : [_ => new EventDraft(Text("type"), Text("action"), WithoutSecret(Text("type"), _body.Values.GetValueOrDefault("data") as string ?? "{}"))];

    /// <exception cref="RefusedException">The body makes no sense.</exception>
    public static async Task<EventRequest> ReadAsync(Exchange exchange, DateTimeOffset now)
    {
        var body = await Body.ReadAsync(exchange.Request, Fields).ConfigureAwait(false);
        body.ThrowIfSettled();
        EventRequest request = new(body, new EventTemplates(exchange.Key.Id, now));
        request.Check();
        return request;
    }

    private void Check()
    {
        Problems problems = new();
        var made = Has("template") || Has("scenario");
        foreach (var name in Own.Where(name => !made && !Has(name)))
        {
            problems.Add(name, Has("type") || Has("action") ? "It is required." : OneOf);
        }

        foreach (var name in Own.Append("data").Where(name => made && Has(name)))
        {
            problems.Add(name, "It can't be given beside a template or a scenario.");
        }

        foreach (var name in Differences.Where(name => !made && Has(name)))
        {
            problems.Add(name, "It goes with a template or a scenario.");
        }

        if (Has("pause") && !Has("scenario"))
        {
            problems.Add("pause", "It goes with a scenario.");
        }

        if (Has("template") && Has("scenario"))
        {
            problems.Add("template", "It can't be given beside a scenario.");
        }

        problems.ThrowIfAny();
    }

    private EventDraft Changed(string name, JsonObject data)
    {
        JsonObject root = new() { ["data"] = data };
        foreach (var value in Given("set", "{}").EnumerateObject().OrderBy(Body.NameOf, StringComparer.Ordinal))
        {
            var path = Body.NameOf(value) ?? string.Empty;
            Require("set", path, NodePath.Set(root, path, Node(value.Value)));
        }

        foreach (var path in Given("remove", "[]").EnumerateArray().Select(text => text.GetString()!))
        {
            Require("remove", path, NodePath.Remove(root, path));
        }

        var type = name.Split('.');
        return new EventDraft(type[0], type[1], WithoutSecret(type[0], data.ToJsonString(JsonText.NodeOptions)));
    }

    private JsonElement Given(string field, string otherwise)
    {
        using var given = JsonDocument.Parse(_body.Values.GetValueOrDefault(field) as string ?? otherwise);
        return given.RootElement.Clone();
    }

    private static JsonNode? Node(JsonElement value)
    {
        try
        {
            return JsonNode.Parse(value.GetRawText(), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            throw Problems.Of("A value has an attribute twice.", "set");
        }
    }

    // An event about a webhook config never carries its secret, not even one that was handed in.
    private static string WithoutSecret(string type, string data)
    {
        if (type != Resources.WebhookConfig.Name || !data.Contains("secret", StringComparison.Ordinal))
        {
            return data;
        }

        var config = JsonNode.Parse(data)!.AsObject();
        return config.Remove("secret") ? config.ToJsonString() : data;
    }

    /// <summary>Only the data are whoever's: the rest of an event is what happened.</summary>
    private static void Require(string field, string path, string? problem)
    {
        if (!path.StartsWith("data.", StringComparison.Ordinal))
        {
            throw Problems.Of($"{path} isn't in the event's data: a path begins with data.", field);
        }

        if (problem is not null)
        {
            throw Problems.Of($"{path}: {problem}", field);
        }
    }

    private static string? Texts(JsonElement given) =>
        given.ValueKind == JsonValueKind.Array && given.EnumerateArray().All(text => Body.TextOf(text) is not null) ? null : "It must be a list of texts.";

    private bool Has(string name) => _body.Values.ContainsKey(name);

    private string Text(string name) => (string)_body.Values[name]!;
}

/// <summary>An event that is to happen.</summary>
internal sealed record EventDraft(string Type, string Action, string Data);
