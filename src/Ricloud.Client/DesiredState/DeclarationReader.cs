using System.IO;
using Ricloud.Changes;

namespace Ricloud.DesiredState;

/// <summary>Judges what was written as a declaration: all that is wrong with it is found in one go.</summary>
internal sealed class DeclarationReader
{
    private readonly List<string> _problems = [];
    private readonly List<DeclaredConfig> _configs = [];
    private readonly List<DeclaredKey> _keys = [];
    private readonly string _entryName;

    private DeclarationReader(string entryName) => _entryName = entryName;

    /// <summary>
    /// Reads a declaration: a list of configs, an object with lists of configs and keys, or a single config; or several of
    /// these from several places, which are one declaration together.
    /// </summary>
    /// <param name="parts">Where each comes from, as errors name it, and what was written there.</param>
    /// <param name="entryName">What errors call an entry.</param>
    /// <returns>The declaration, which makes sense by itself; whether its keys exist is still to be seen.</returns>
    /// <exception cref="DeclarationException">It makes no sense.</exception>
    public static Declaration Read(IReadOnlyCollection<KeyValuePair<string, DeclarationValue>> parts, string entryName = "entry")
    {
        DeclarationReader reader = new(entryName);
        var source = string.Join(", ", parts.Select(part => part.Key));
        foreach (var part in parts)
        {
            reader.ReadPart(part.Value, Path.IsPathRooted(part.Key) ? Path.GetDirectoryName(part.Key) : null, parts.Count > 1 ? part.Key + ": " : string.Empty);
        }

        reader.GiveConfigsTheirKeys();
        new DeclarationConflicts(reader._problems).Find(reader._configs, reader._keys);
        if (reader._configs.Count + reader._keys.Count == 0 && reader._problems.Count == 0)
        {
            reader._problems.Add("No webhook config is declared, nor anything else; name at least one Url.");
        }

        return reader._problems.Count == 0
            ? new Declaration(source, reader._configs, reader._keys)
            : throw new DeclarationException(source, reader._problems);
    }

    private void ReadPart(DeclarationValue root, string? folder, string source)
    {
        if (root.Members is not { } members || members.Any(member => EntryNames.Are(member.Key, EntryNames.Url)))
        {
            ReadConfigs(root, null, folder, source, _entryName);
            return;
        }

        foreach (var stranger in members.Where(member => !EntryNames.Has(EntryNames.OfDeclaration, member.Key)))
        {
            _problems.Add($"{source}{Place(stranger.Value)}'{stranger.Key}' is unknown; a declaration has {EntryNames.Sentence(EntryNames.OfDeclaration)}.");
        }

        if (!members.Any(member => EntryNames.Has(EntryNames.OfDeclaration, member.Key)))
        {
            _problems.Add($"{source}{EntryNames.WebhookConfigs} is missing.");
        }

        ReadConfigs(List(members, EntryNames.WebhookConfigs, source), ConfigKind.Webhook, folder, source, _entryName);
        ReadConfigs(List(members, EntryNames.StorageConfigs, source), ConfigKind.Storage, folder, source, EntryNames.StorageConfigs + " " + _entryName);
        _keys.AddRange(Entries(List(members, EntryNames.Keys, source), source, EntryNames.Keys + " " + _entryName).Select(entry => KeyEntry.Read(entry.Value, entry.Values)));
    }

    private void ReadConfigs(DeclarationValue list, ConfigKind? kind, string? folder, string source, string name) =>
        _configs.AddRange(Entries(list, source, name).Select(entry => ConfigEntry.Read(entry.Value, kind, folder, entry.Values)));

    private DeclarationValue List(IReadOnlyList<KeyValuePair<string, DeclarationValue>> members, string name, string source)
    {
        List<DeclarationValue> lists = [.. members.Where(member => EntryNames.Are(member.Key, name)).Select(member => member.Value)];
        if (lists.Count > 1)
        {
            _problems.Add($"{source}{Place(lists[1])}{name} is there twice.");
        }

        return lists.FirstOrDefault() ?? DeclarationValue.Of(null);
    }

    private IEnumerable<(DeclarationValue Value, EntryValues Values)> Entries(DeclarationValue list, string source, string name)
    {
        var values = list.Items ?? (list.IsNull ? [] : new[] { list });
        for (var i = 0; i < values.Count; i++)
        {
            var number = $"{name} {i + 1}";
            yield return (values[i], new EntryValues(source + (values[i].Line is { } line ? $"line {line} ({number})" : number), _problems));
        }
    }

    /// <summary>What a key's entry says of configs stands with them from here on.</summary>
    private void GiveConfigsTheirKeys()
    {
        foreach (var key in _keys)
        {
            foreach (var use in key.Urls)
            {
                var config = _configs.Find(entry => entry.Kind == use.Key && entry.Url == use.Value);
                if (config is not { IsWanted: true })
                {
                    _problems.Add($"{key.Place}: '{use.Value}' is {(config is null ? "not declared" : "declared as " + config.State)}, so a key can't use it; declare it as a {use.Key.Title}.");
                }
                else if (!config.Keys.Contains(key.Id))
                {
                    config.Keys.Add(key.Id);
                }
            }
        }
    }

    private static string Place(DeclarationValue value) => value.Line is { } line ? $"line {line}: " : string.Empty;
}
