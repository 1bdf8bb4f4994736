using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using Ricloud.DesiredState;
using Ricloud.Models;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell.Declarations;

/// <summary>
/// Reads a declaration that is passed or piped as objects: URLs, hashtables, CSV rows, configs of another
/// organisation, or a whole declaration.
/// </summary>
internal static class DeclarationInput
{
    private const string Source = "-InputObject";
    private const string ItemName = "item";
    private const int DeepestNesting = 8;

    // The rest of an export is the API's business, and some of it has no form in a declaration.
    private static readonly string[] ExportNames = [.. EntryNames.OfStorageConfig, EntryNames.Resource];

    /// <param name="inputs">What was passed; of a file its content counts.</param>
    /// <exception cref="DeclarationException">What was passed makes no sense.</exception>
    public static Declaration Read(IReadOnlyList<object?> inputs)
    {
        List<KeyValuePair<string, DeclarationValue>> parts = [.. inputs.Select(File).OfType<FileSystemInfo>().Select(file => Pair(file.FullName, DeclarationFile.Read(file.FullName)))];
        List<DeclarationValue> values = [.. inputs.Where(input => File(input) is null).Select(input => Of(input, 0))];
        if (values.Count > 0 || parts.Count == 0)
        {
            parts.Add(Pair(Source, values.Count == 1 ? values[0] : DeclarationValue.List(values)));
        }

        return DeclarationReader.Read(parts, values.Count > 0 ? ItemName : "entry");
    }

    private static FileSystemInfo? File(object? input) => NamedValues.Unwrap(input) as FileSystemInfo;

    private static DeclarationValue Of(object? input, int depth)
    {
        var value = NamedValues.Unwrap(input);
        return value switch
        {
            null or string or bool or decimal or BigInteger => DeclarationValue.Of(value),
            SwitchParameter set => DeclarationValue.Of(set.IsPresent),
            Uri uri => DeclarationValue.Of(uri.OriginalString),
            IRicloudConfig config => OfConfig(config.Url, config.State),
            // Nobody but the API is to see it; where a reference is wanted, an object without names is refused.
            SecureString or RicloudSecret or PSCredential => DeclarationValue.Map([]),
            Key key => DeclarationValue.Of(ApiId.Text(key.Id)),
            _ when NamedValues.IsMap(value) => OfEntries(ObjectView.Of(value)!, depth),
            PSObject bag => OfBag(bag, depth),
            IEnumerable items when depth < DeepestNesting => DeclarationValue.List(items.Cast<object?>().Select(item => Of(item, depth + 1)).ToList()),
            _ when value.GetType().IsPrimitive => DeclarationValue.Of(value),
            _ => throw Refused(input),
        };
    }

    private static DeclarationValue OfEntries(ObjectView entries, int depth)
    {
        var isExport = IsExport(entries);
        return DeclarationValue.Map(entries.Members.Where(m => !isExport || Counts(m.Key)).Select(m => Member(m.Key, m.Value, depth)).ToList());
    }

    private static DeclarationValue OfBag(PSObject bag, int depth)
    {
        var view = ObjectView.Of(bag)!;
        if (view.ModuleType == IdentityKind.Key.TypeName)
        {
            return DeclarationValue.Of(IdentityReader.ScalarText(view["Id"]));
        }

        var isExport = IsExport(view);
        return view.ModuleType switch
        {
            null => DeclarationValue.Map(bag.Properties.Where(p => !isExport || Counts(p.Name)).Select(p => Member(p.Name, Blank(p.Value), depth)).ToList()),
            var type when type == IdentityKind.WebhookConfig.TypeName || type == IdentityKind.StorageConfig.TypeName => OfConfig(view.Text("Url"), view.Text("State")),
            _ => throw Refused(bag),
        };
    }

    /// <summary>Whether it is a config that went through a file or Invoke-RicloudApi. Somebody may have added to it.</summary>
    private static bool IsExport(ObjectView view) => view.Text(EntryNames.Resource) is ResourceType.WebhookConfig or ResourceType.StorageConfig;

    private static bool Counts(string name) => ExportNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A config stands for what it is meant to be: whatever isn't switched off is to work.</summary>
    private static DeclarationValue OfConfig(string? url, string? state)
    {
        var wanted = state == ConfigState.Deactivated ? ConfigState.Deactivated : ConfigState.Valid;
        return DeclarationValue.Map(new[] { Pair(EntryNames.Url, DeclarationValue.Of(url)), Pair(EntryNames.State, DeclarationValue.Of(wanted)) });
    }

    private static KeyValuePair<string, DeclarationValue> Member(string name, object? value, int depth) =>
        Pair(name, depth < DeepestNesting ? Of(value, depth + 1) : throw Refused(value));

    private static KeyValuePair<string, DeclarationValue> Pair(string name, DeclarationValue value) => new(name, value);

    /// <summary>An empty field of a CSV row counts as not written.</summary>
    private static object? Blank(object? value) => NamedValues.Unwrap(value) is string { Length: 0 } ? null : value;

    private static DeclarationException Refused(object? value)
    {
        var type = value is null ? "$null" : "a " + PSObject.AsPSObject(value).TypeNames[0];
        return new DeclarationException(Source, Texts.NoDeclarationEntry(type));
    }
}
