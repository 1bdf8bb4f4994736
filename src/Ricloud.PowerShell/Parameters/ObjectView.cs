using System.Management.Automation;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// A property bag as users pipe them: a custom object, a CSV row, a deserialised object, or anything like a dictionary.
/// </summary>
internal sealed class ObjectView
{
    private const string ModulePrefix = "Ricloud.";

    // What Select-Object, jobs, remoting and Import-Csv put before the name of the type that an object once had.
    private static readonly string[] HistoryPrefixes = ["Deserialized.", "Selected.", "CSV:"];

    private static readonly string[] PlainTypes =
    [
        "System.Management.Automation.PSCustomObject", "System.Object", "System.Collections.Hashtable",
        "System.Collections.Specialized.OrderedDictionary", "System.Management.Automation.OrderedHashtable",
    ];

    private readonly PSObject? _object;
    private readonly IReadOnlyList<KeyValuePair<string, object?>>? _map;

    private ObjectView(PSObject? bag, IReadOnlyList<KeyValuePair<string, object?>>? map, string typeName)
    {
        _object = bag;
        _map = map;
        TypeName = typeName;
        ModuleType = bag?.TypeNames.Select(Strip).FirstOrDefault(n => n.StartsWith(ModulePrefix, StringComparison.Ordinal));
        IsPlain = map is not null || PlainTypes.Contains(Strip(typeName));
    }

    /// <summary>The type's name as PowerShell shows it.</summary>
    public string TypeName { get; }

    /// <summary>The module's own type that the object is, or once was.</summary>
    public string? ModuleType { get; }

    /// <summary>Nothing says that the object is of any particular type.</summary>
    public bool IsPlain { get; }

    /// <summary>All it has, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Members => _map ?? NamedValues.Of(_object)!;

    /// <summary>Nothing but an id is there, such as a row of a list of ids.</summary>
    public bool IsBareId => ModuleType is null && Members.Count == 1;

    /// <summary>The view of a property bag; null for anything that is a typed .NET object.</summary>
    public static ObjectView? Of(object value)
    {
        if (value is PSObject { BaseObject: PSCustomObject } bag)
        {
            return new ObjectView(bag, null, bag.TypeNames.FirstOrDefault() ?? "System.Object");
        }

        return NamedValues.IsMap(value) ? new ObjectView(null, NamedValues.Of(value), NamedValues.Unwrap(value)!.GetType().FullName!) : null;
    }

    /// <summary>The value of a property or key whatever the case of its name; null when there is none.</summary>
    public object? this[string name] => _object is not null ? _object.Properties[name]?.Value : _map!.Under(name).FirstOrDefault();

    /// <summary>The property's value as text, or null when there is none.</summary>
    public string? Text(string name) => NamedValues.Unwrap(this[name]) as string;

    private static string Strip(string typeName)
    {
        while (HistoryPrefixes.FirstOrDefault(p => typeName.StartsWith(p, StringComparison.Ordinal)) is { } prefix)
        {
            typeName = typeName.Substring(prefix.Length);
        }

        return typeName;
    }
}
