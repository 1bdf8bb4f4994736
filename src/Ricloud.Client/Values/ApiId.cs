using System.Globalization;
using System.Numerics;

namespace Ricloud.Values;

/// <summary>
/// Ids as the API gives them: one that is a number in JSON is an Int64, or a BigInteger beyond that, as ConvertFrom-Json
/// makes it, and text stays text. They are compared, remembered and put into addresses as text.
/// </summary>
internal static class ApiId
{
    /// <exception cref="ArgumentException">It isn't an id.</exception>
    public static string? Text(object? id) => id switch
    {
        null => null,
        string text => text,
        long or int or BigInteger or ulong or uint or short or ushort or byte or sbyte => Convert.ToString(id, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A {id.GetType()} is no id; an id is a text or a whole number.", nameof(id)),
    };

    /// <summary>Whether two ids, either of which may be missing, are one.</summary>
    public static bool AreSame(object? one, object? other) => string.Equals(Text(one), Text(other), StringComparison.Ordinal);

    /// <summary>Ids are integers in everything the vendor has published, so one that is written like an integer goes as one.</summary>
    public static object? Value(object? id) =>
        Text(id) is { } text
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : id;
}
