namespace Ricloud.DesiredState;

/// <summary>
/// What a declaration is made of before anybody judges it: a text, number or truth value, a list, or names with values.
/// The line it is written in comes along, whatever kind of file it was.
/// </summary>
internal sealed class DeclarationValue
{
    private DeclarationValue(object? scalar, IReadOnlyList<DeclarationValue>? items, IReadOnlyList<KeyValuePair<string, DeclarationValue>>? members, int? line)
    {
        Scalar = scalar;
        Items = items;
        Members = members;
        Line = line;
    }

    /// <summary>The text, number or truth value; <see langword="null"/> for none, and for lists and objects.</summary>
    public object? Scalar { get; }

    /// <summary>The items of a list, otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<DeclarationValue>? Items { get; }

    /// <summary>The names and values of an object as they are written, a repeated name included; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, DeclarationValue>>? Members { get; }

    /// <summary>The line it begins in, from 1; <see langword="null"/> if it isn't from a file.</summary>
    public int? Line { get; }

    /// <summary>Whether there is nothing.</summary>
    public bool IsNull => Scalar is null && Items is null && Members is null;

    /// <summary>Makes a text, number or truth value.</summary>
    /// <param name="scalar">The value; <see langword="null"/> counts as not written at all.</param>
    /// <param name="line">The line, from 1.</param>
    /// <returns>The value.</returns>
    public static DeclarationValue Of(object? scalar, int? line = null) => new(scalar, null, null, line);

    /// <summary>Makes a list.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="line">The line it begins in, from 1.</param>
    /// <returns>The value.</returns>
    public static DeclarationValue List(IReadOnlyList<DeclarationValue> items, int? line = null) => new(null, items, null, line);

    /// <summary>Makes an object.</summary>
    /// <param name="members">Its names and values.</param>
    /// <param name="line">The line it begins in, from 1.</param>
    /// <returns>The value.</returns>
    public static DeclarationValue Map(IReadOnlyList<KeyValuePair<string, DeclarationValue>> members, int? line = null) =>
        new(null, null, members, line);
}
