using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Ricloud.PowerShell.Output;

/// <summary>Makes the plain values of a JSON answer what people expect in a pipeline: objects with properties, and arrays.</summary>
internal static class PlainOutput
{
    private static readonly string[] SecretNames = ["secret", "token", "credentials"];

    /// <summary>The value for the pipeline; texts under the name of a secret are hidden.</summary>
    public static object? Of(object? value) => Of(value, false);

    private static object? Of(object? value, bool isSecret) => value switch
    {
        string text when isSecret => new RicloudSecret(text),
        SecureString secret => new RicloudSecret(new NetworkCredential(string.Empty, secret).Password),
        IReadOnlyDictionary<string, object?> members => OfMembers(members, isSecret),
        IReadOnlyList<object?> items => items.Select(i => Of(i, isSecret)).ToArray(),
        _ => value,
    };

    private static object OfMembers(IReadOnlyDictionary<string, object?> members, bool isSecret)
    {
        var values = members.ToDictionary(m => m.Key, m => Of(m.Value, isSecret || SecretNames.Contains(m.Key)), StringComparer.Ordinal);

        // PowerShell's property names ignore case and aren't empty; JSON's do neither.
        if (values.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count || values.ContainsKey(string.Empty))
        {
            return values;
        }

        var output = new PSObject();
        foreach (string name in members.Keys)
        {
            output.Properties.Add(new PSNoteProperty(name, values[name]));
        }

        return output;
    }
}
