using Ricloud.Changes;
using Ricloud.Models;

namespace Ricloud.DesiredState;

/// <summary>Judges the entry of a key, which is there already: a key is neither made nor taken away by a declaration.</summary>
internal static class KeyEntry
{
    public static DeclaredKey Read(DeclarationValue value, EntryValues values)
    {
        if (value.Members is { } members)
        {
            values.Take(members, EntryNames.OfKey, isExport: false);
        }
        else
        {
            values[EntryNames.Id] = value;
        }

        var ids = values.KeyIds(EntryNames.Id);
        if (ids.Count != 1)
        {
            values.Add("a key is declared by its Id, each by one of its own.");
        }

        Dictionary<ConfigKind, string> urls = [];
        ReadUrl(EntryNames.WebhookConfig, ConfigKind.Webhook, values, urls);
        ReadUrl(EntryNames.StorageConfig, ConfigKind.Storage, values, urls);
        return new DeclaredKey
        {
            Id = ids.FirstOrDefault() ?? string.Empty,
            State = values.Word(EntryNames.State, KeyState.Active, KeyState.Deactivated),
            PublishSourceFiles = values.Flag(EntryNames.PublishSourceFiles, "whether to PublishSourceFiles"),
            Urls = urls,
            Place = values.Place,
        };
    }

    private static void ReadUrl(string name, ConfigKind kind, EntryValues values, Dictionary<ConfigKind, string> urls)
    {
        if (values[name] is not { } value)
        {
            return;
        }

        if (value.Scalar is string url && kind.Accepts(url))
        {
            urls[kind] = url;
        }
        else
        {
            values.Add($"{EntryValues.Shown(value)} is no address of a {kind.Title}; write the Url of one that is declared.");
        }
    }
}
