namespace Ricloud.DesiredState;

/// <summary>Judges what was written as a declaration: all that is wrong with it is found in one go.</summary>
internal sealed class DeclarationReader
{
    private const string Configs = "WebhookConfigs";

    private readonly List<string> _problems = [];

    private DeclarationReader()
    {
    }

    /// <summary>
    /// Reads a declaration: a list of entries, an object whose <c>WebhookConfigs</c> is one, or a single entry; or several of
    /// these from several places, which are one declaration together.
    /// </summary>
    /// <param name="parts">Where each comes from, as errors name it, and what was written there.</param>
    /// <param name="entryName">What errors call an entry.</param>
    /// <returns>The declaration, which makes sense by itself; whether its keys exist is still to be seen.</returns>
    /// <exception cref="DeclarationException">It makes no sense.</exception>
    public static WebhookDeclaration Read(IReadOnlyCollection<KeyValuePair<string, DeclarationValue>> parts, string entryName = "entry")
    {
        DeclarationReader reader = new();
        var source = string.Join(", ", parts.Select(part => part.Key));
        List<DeclaredWebhookConfig> entries = [.. parts.SelectMany(part => reader.ReadEntries(part.Value, entryName, parts.Count > 1 ? part.Key + ": " : string.Empty))];
        reader.Compare(entries);
        if (entries.Count == 0 && reader._problems.Count == 0)
        {
            reader._problems.Add("No webhook config is declared; name at least one Url.");
        }

        return reader._problems.Count == 0
            ? new WebhookDeclaration(source, entries)
            : throw new DeclarationException(source, reader._problems);
    }

    private List<DeclaredWebhookConfig> ReadEntries(DeclarationValue root, string entryName, string source)
    {
        List<DeclaredWebhookConfig> entries = [];
        foreach (var value in Entries(root, source))
        {
            var number = $"{entryName} {entries.Count + 1}";
            var place = source + (value.Line is { } line ? $"line {line} ({number})" : number);
            DeclarationEntry entry = new(place, _problems);
            entries.Add(entry.Read(value));
        }

        return entries;
    }

    private IReadOnlyList<DeclarationValue> Entries(DeclarationValue root, string source)
    {
        if (root.Members is not { } members || members.Any(member => Is(member.Key, nameof(DeclaredWebhookConfig.Url))))
        {
            return root.Items ?? (root.IsNull ? [] : new[] { root });
        }

        foreach (var stranger in members.Where(member => !Is(member.Key, Configs)))
        {
            _problems.Add($"{source}{Place(stranger.Value)}'{stranger.Key}' is unknown; a declaration has {Configs}, and its entries have {DeclarationEntry.Names}.");
        }

        List<DeclarationValue> lists = [.. members.Where(member => Is(member.Key, Configs)).Select(member => member.Value)];
        if (lists.Count != 1)
        {
            _problems.Add(lists.Count == 0 ? $"{source}{Configs} is missing." : $"{source}{Place(lists[1])}{Configs} is there twice.");
        }

        return lists.Count == 0 ? [] : lists[0].Items ?? (lists[0].IsNull ? [] : new[] { lists[0] });
    }

    private static string Place(DeclarationValue value) => value.Line is { } line ? $"line {line}: " : string.Empty;

    /// <summary>What each entry can't know: that no two of them contradict each other.</summary>
    private void Compare(List<DeclaredWebhookConfig> entries)
    {
        Dictionary<string, DeclaredWebhookConfig> byUrl = new(StringComparer.Ordinal);
        Dictionary<string, DeclaredWebhookConfig> byKey = new(StringComparer.Ordinal);
        DeclaredWebhookConfig? firstDefault = null;
        foreach (var entry in entries)
        {
            if (entry.Url.Length > 0 && !byUrl.TryAddFirst(entry.Url, entry, out var same))
            {
                _problems.Add($"{entry.Place}: '{entry.Url}' is declared twice, at {same.Place} too.");
            }

            foreach (var key in entry.Keys)
            {
                if (!byKey.TryAddFirst(key, entry, out var other))
                {
                    _problems.Add(other == entry
                        ? $"{entry.Place}: key {key} is named twice."
                        : $"{entry.Place}: key {key} is named at {other.Place} too, and a key uses one webhook config.");
                }
            }

            if (entry.IsDefault && firstDefault is not null)
            {
                _problems.Add($"{entry.Place}: there are two defaults, at {firstDefault.Place} too, and an organisation has one.");
            }

            firstDefault ??= entry.IsDefault ? entry : null;
        }
    }

    private static bool Is(string name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);
}
