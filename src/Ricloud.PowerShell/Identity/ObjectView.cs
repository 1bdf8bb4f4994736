using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Ricloud.PowerShell.Identity;

/// <summary>
/// A property bag as users pipe them: a custom object, a CSV row, a deserialised object, or a dictionary.
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
    private readonly IDictionary? _dictionary;

    private ObjectView(PSObject? bag, IDictionary? dictionary, string typeName)
    {
        _object = bag;
        _dictionary = dictionary;
        TypeName = typeName;
        ModuleType = bag?.TypeNames.Select(Strip).FirstOrDefault(n => n.StartsWith(ModulePrefix, StringComparison.Ordinal));
        IsPlain = dictionary is not null || PlainTypes.Contains(Strip(typeName));
    }

    /// <summary>The type's name as PowerShell shows it.</summary>
    public string TypeName { get; }

    /// <summary>The module's own type that the object is, or once was.</summary>
    public string? ModuleType { get; }

    /// <summary>Nothing says that the object is of any particular type.</summary>
    public bool IsPlain { get; }

    /// <summary>The object as whoever piped it knows it: without the wrapper that the engine puts around typed objects.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The view of a property bag; null for anything that is a typed .NET object.</summary>
    public static ObjectView? Of(object value)
    {
        var wrapped = value as PSObject;
        return (wrapped?.BaseObject ?? value) switch
        {
            IDictionary dictionary => new ObjectView(null, dictionary, dictionary.GetType().FullName!),
            PSCustomObject when wrapped is not null => new ObjectView(wrapped, null, wrapped.TypeNames.FirstOrDefault() ?? "System.Object"),
            _ => null,
        };
    }

    /// <summary>The value of a property or key whatever the case of its name; null when there is none.</summary>
    public object? this[string name] => _object is not null ? _object.Properties[name]?.Value : FromDictionary(name);

    /// <summary>The property's value as text, or null when there is none.</summary>
    public string? Text(string name) => this[name] switch
    {
        null => null,
        PSObject wrapped => wrapped.BaseObject as string,
        var value => value as string,
    };

    private object? FromDictionary(string name)
    {
        foreach (DictionaryEntry entry in _dictionary!)
        {
            if (entry.Key is string key && string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return null;
    }

    private static string Strip(string typeName)
    {
        while (HistoryPrefixes.FirstOrDefault(p => typeName.StartsWith(p, StringComparison.Ordinal)) is { } prefix)
        {
            typeName = typeName.Substring(prefix.Length);
        }

        return typeName;
    }
}
