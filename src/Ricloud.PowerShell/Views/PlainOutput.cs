using System.Management.Automation;

namespace Ricloud.PowerShell.Views;

/// <summary>Makes the plain values of a JSON answer what people expect in a pipeline: objects with properties, and arrays.</summary>
internal static class PlainOutput
{
    /// <summary>The value for the pipeline.</summary>
    public static object? Of(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> members => OfMembers(members),
        IReadOnlyList<object?> items => items.Select(Of).ToArray(),
        _ => value,
    };

    private static object OfMembers(IReadOnlyDictionary<string, object?> members)
    {
        var values = members.ToDictionary(m => m.Key, m => Of(m.Value), StringComparer.Ordinal);

        // PowerShell's property names ignore case and aren't empty; JSON's do neither.
        if (values.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count || values.ContainsKey(string.Empty))
        {
            return values;
        }

        var output = new PSObject();
        foreach (var name in members.Keys)
        {
            output.Properties.Add(new PSNoteProperty(name, values[name]));
        }

        return output;
    }
}
