using System.Collections;
using System.Management.Automation;
using System.Numerics;
using Ricloud.PowerShell.Errors;
using Ricloud.Values;

namespace Ricloud.PowerShell.Parameters;

/// <summary>Makes a body of hashtables, objects and arrays the plain values that the client sends as JSON.</summary>
internal static class PlainBody
{
    private const int DeepestNesting = 64;

    /// <summary>The body as plain values.</summary>
    /// <exception cref="RicloudCommandException">Something in it has no form in JSON, is a secret, or contains itself.</exception>
    public static object? Of(object? value) => Of(value, 0);

    private static object? Of(object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Refused(value, Texts.BodyTooDeep(DeepestNesting));
        }

        var plain = NamedValues.Unwrap(value);
        return plain switch
        {
            string text when SecretReader.IsPlaceholder(text) => throw Refused(null, Texts.SecretWasHidden),
            null or string or bool or int or long or uint or ulong or short or ushort or byte or sbyte or decimal or BigInteger => plain,
            double number when !double.IsNaN(number) && !double.IsInfinity(number) => number,
            float number when !float.IsNaN(number) && !float.IsInfinity(number) => number,
            // A time without a zone is local.
            DateTime time => IsoDate.Format(time),
            DateTimeOffset moment => IsoDate.Format(moment),
            Uri uri => uri.OriginalString,
            SwitchParameter set => set.IsPresent,
            char or Guid or Enum => plain.ToString(),
            PSObject bag when ObjectView.Of(bag)?.ModuleType == typeof(RicloudSecret).FullName => throw Refused(null, Texts.SecretWasHidden),
            RicloudSecret => throw Refused(null, Texts.BodyHasSecret),
            _ when NamedValues.Of(plain) is { } members => OfMembers(members, depth),
            IEnumerable items => items.Cast<object?>().Select(i => Of(i, depth + 1)).ToList(),
            _ => throw Refused(value, Texts.BodyOfType(Texts.WithArticle(plain.GetType().FullName!))),
        };
    }

    private static Dictionary<string, object?> OfMembers(IReadOnlyList<KeyValuePair<string, object?>> members, int depth)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            plain[member.Key] = Of(member.Value, depth + 1);
        }

        return plain;
    }

    private static RicloudCommandException Refused(object? value, string reason) =>
        new(RicloudError.BodyNotSerialisable.ToRecord(value, reason));
}
