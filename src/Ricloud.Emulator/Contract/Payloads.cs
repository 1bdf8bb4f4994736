using System.Text.RegularExpressions;

namespace Ricloud.Emulator.Contract;

/// <summary>Says what is wrong with the objects that bodies give; null when nothing is.</summary>
internal static partial class Payloads
{
    /// <summary>The lists of a poll's payload, each of which makes a task an entry.</summary>
    public static readonly string[] PollLists = ["info_types", "data_types", "files"];

    private static readonly string[] ScopeKinds = ["source_type", "task_type", "data_type", "file_type"];
    private static readonly string[] Levels = ["organisation", "key", "user"];

    public static string? ConfigProblem(JsonElement given)
    {
        var isConfig = given.ValueKind == JsonValueKind.Object && given.EnumerateObject().All(attribute =>
            attribute.NameEquals("publish_source_files") && attribute.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);
        return isConfig ? null : "It must be an object with nothing but publish_source_files, true or false.";
    }

    public static string? SourceProblem(JsonElement given)
    {
        if (given.ValueKind is JsonValueKind.Number or JsonValueKind.String)
        {
            return null;
        }

        var isSource = given.ValueKind == JsonValueKind.Object
            && given.TryGetProperty("user", out var user) && user.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && given.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String;
        return isSource ? null : "It must be an object with user, type and what the type needs, or the id of a source.";
    }

    public static string? PollProblem(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            return "It must be an object.";
        }

        var lists = given.EnumerateObject().Where(attribute => PollLists.Contains(attribute.Name)).ToList();
        if (lists.Any(list => !IsListOfTexts(list.Value)) || lists.All(list => list.Value.GetArrayLength() == 0))
        {
            return $"It must have at least one of {string.Join(", ", PollLists)}: lists of text, [\"*\"] for all.";
        }

        return lists.Sum(list => list.Value.GetArrayLength()) <= Assumed.MaximumPollEntries
            ? null
            : $"Its lists may have {Assumed.MaximumPollEntries} entries together.";
    }

    public static string? ScopesProblem(JsonElement given)
    {
        var areScopes = given.ValueKind == JsonValueKind.Object && given.EnumerateObject().All(scope =>
            ScopeName().IsMatch(scope.Name) && ScopeKinds.Contains(scope.Name[..scope.Name.IndexOf(':', StringComparison.Ordinal)])
            && scope.Value.ValueKind == JsonValueKind.Array && scope.Value.EnumerateArray().All(IsLimit));
        return areScopes ? null : $"It must be an object of <kind>:<name> to a list of limits, a kind being one of {string.Join(", ", ScopeKinds)}, "
            + "and a limit an object of level (organisation, key or user), type (count) and value.";
    }

    /// <summary>Whether scopes have one for this name, which may be by a wildcard.</summary>
    public static bool Allows(JsonElement scopes, string kind, string name) => scopes.EnumerateObject().Any(scope =>
        scope.Name.StartsWith(kind + ":", StringComparison.Ordinal)
        && Regex.IsMatch(name, "^" + Regex.Escape(scope.Name[(kind.Length + 1)..]).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant));

    /// <summary>The entries of a poll's payload, each with the name of its list; <c>*</c> stands for all that there is.</summary>
    public static IEnumerable<(string List, string Entry)> EntriesOf(JsonElement poll) =>
        (from list in PollLists
         where poll.TryGetProperty(list, out _)
         from given in poll.GetProperty(list).EnumerateArray()
         from entry in given.ValueEquals("*") ? Assumed.AllOf(list) : [given.GetString()!]
         select (list, entry)).Distinct();

    private static bool IsListOfTexts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && item.GetString()!.Length > 0);

    private static bool IsLimit(JsonElement limit) => limit.ValueKind == JsonValueKind.Object
        && limit.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.String && Levels.Contains(level.GetString())
        && limit.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("count")
        && limit.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);

    [GeneratedRegex("^[a-z_]+:[^:\\s]+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ScopeName();
}
