using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// The one way to read what has names and values, whichever of .NET's many types a host, a file or a person has it in:
/// dictionaries, collections, pairs, custom objects. Names keep their case and may come twice; who looks one up ignores case.
/// </summary>
internal static class NamedValues
{
    // How the types of pairs call their halves.
    private static readonly (string Name, string Value)[] Halves = [("Key", "Value"), ("Name", "Value"), ("Item1", "Item2")];

    /// <summary>The value as whoever passed it knows it: without the wrapper that the engine puts around typed objects, and without that of a JSON library.</summary>
    public static object? Unwrap(object? value) => value switch
    {
        PSObject { BaseObject: not PSCustomObject } wrapped => Unwrap(wrapped.BaseObject),
        JValue json => json.Value,
        _ => value,
    };

    /// <summary>Whether it is one thing with names and values rather than a list of things, whatever it enumerates as.</summary>
    public static bool IsMap(object? value) => Unwrap(value) switch
    {
        null or string => false,
        IDictionary or NameValueCollection or JObject => true,
        IEnumerable items => items.GetType().GetTypeInfo().ImplementedInterfaces.Any(IsPairs),
        _ => false,
    };

    /// <summary>What a map or a custom object has, or null when the value is neither.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Of(object? value) => Unwrap(value) switch
    {
        IDictionary entries => Entries(entries).ToList(),
        NameValueCollection collection => Values(collection).ToList(),
        JObject members => members.Properties().Select(p => Pair(p.Name, p.Value)).ToList(),
        PSObject { BaseObject: PSCustomObject } bag => bag.Properties.Select(p => Pair(p.Name, p.Value)).ToList(),
        IEnumerable pairs when IsMap(pairs) => pairs.Cast<object?>().Select(TryPair).Where(p => p is not null).Select(p => p!.Value).ToList(),
        _ => null,
    };

    /// <summary>As <see cref="Of"/>, and in addition pairs of any type in a list, and lines of the form <c>Name: value</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>>? OfHeaders(object? value)
    {
        var plain = Unwrap(value);
        return Of(plain) ?? plain switch
        {
            string text => text.Split('\n').Select(Line).Where(p => p is not null).Select(p => p!.Value).ToList(),
            IEnumerable items => items.Cast<object?>().Select(i => Unwrap(i) is string line ? Line(line) : TryPair(i)).Where(p => p is not null).Select(p => p!.Value).ToList(),
            _ => null,
        };
    }

    /// <summary>A member of whatever has some: a map's entry, or an object's property or public field, in any case.</summary>
    public static (bool Exists, object? Value) Find(object? source, string name)
    {
        if (source is null)
        {
            return default;
        }

        if (IsMap(source))
        {
            object?[] found = [.. Of(source)!.Under(name)];
            return found.Length == 0 ? default : (true, found.Length == 1 ? found[0] : found);
        }

        var property = PSObject.AsPSObject(source).Properties[name];
        return (property is not null, property?.Value);
    }

    /// <summary>All the values under a name, in any case.</summary>
    public static IEnumerable<object?> Under(this IEnumerable<KeyValuePair<string, object?>> members, string name) =>
        members.Where(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase)).Select(m => m.Value);

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary entries)
    {
        // By its own enumerator: seen as a list, a generic dictionary has pairs of another type.
        foreach (DictionaryEntry entry in entries)
        {
            yield return Pair(Name(entry.Key), entry.Value);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Values(NameValueCollection collection) =>
        collection.AllKeys.Select(name => Pair(name ?? string.Empty, collection.GetValues(name) is { Length: not 1 } all ? all : collection[name]));

    private static KeyValuePair<string, object?>? TryPair(object? item)
    {
        if (Unwrap(item) is not { } pair)
        {
            return null;
        }

        var members = PSObject.AsPSObject(pair).Properties;
        foreach ((var name, var value) in Halves)
        {
            if (members[name] is { } first && members[value] is { } second)
            {
                return Pair(Name(first.Value), second.Value);
            }
        }

        return null;
    }

    private static KeyValuePair<string, object?>? Line(string line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 ? Pair(line.Substring(0, colon).Trim(), line.Substring(colon + 1).Trim()) : null;
    }

    private static string Name(object? name) => Convert.ToString(Unwrap(name), CultureInfo.InvariantCulture) ?? string.Empty;

    private static KeyValuePair<string, object?> Pair(string name, object? value) => new(name, value);

    private static bool IsPairs(Type contract) =>
        contract.GetTypeInfo().IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        && contract.GenericTypeArguments[0].GetTypeInfo() is { IsGenericType: true } item && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
