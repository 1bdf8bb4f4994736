using Ricloud.Changes;

namespace Ricloud.DesiredState;

/// <summary>What each entry can't know: that no two of them contradict each other.</summary>
internal sealed class DeclarationConflicts(List<string> problems)
{
    public void Find(IReadOnlyList<DeclaredConfig> configs, IReadOnlyList<DeclaredKey> keys)
    {
        foreach (var kind in configs.GroupBy(entry => entry.Kind))
        {
            Compare(kind.Key, kind);
        }

        Dictionary<string, DeclaredKey> byId = new(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key.Id.Length > 0 && !byId.TryAddFirst(key.Id, key, out var same))
            {
                problems.Add($"{key.Place}: key {key.Id} is declared twice, at {same.Place} too.");
            }
        }
    }

    private void Compare(ConfigKind kind, IEnumerable<DeclaredConfig> entries)
    {
        Dictionary<string, DeclaredConfig> byUrl = new(StringComparer.Ordinal);
        Dictionary<string, DeclaredConfig> byKey = new(StringComparer.Ordinal);
        DeclaredConfig? firstDefault = null;
        foreach (var entry in entries)
        {
            if (entry.Url.Length > 0 && !byUrl.TryAddFirst(entry.Url, entry, out var same))
            {
                problems.Add($"{entry.Place}: '{entry.Url}' is declared twice, at {same.Place} too.");
            }

            foreach (var key in entry.Keys)
            {
                if (!byKey.TryAddFirst(key, entry, out var other))
                {
                    problems.Add(other == entry
                        ? $"{entry.Place}: key {key} is named twice."
                        : $"{entry.Place}: key {key} is named at {other.Place} too, and a key uses one {kind.Title}.");
                }
            }

            if (entry.IsDefault && firstDefault is not null)
            {
                problems.Add($"{entry.Place}: there are two defaults, at {firstDefault.Place} too, and an organisation has one.");
            }

            firstDefault ??= entry.IsDefault ? entry : null;
        }
    }
}
