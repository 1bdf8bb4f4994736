namespace Ricloud.Http;

/// <summary>The answer to a raw request.</summary>
internal sealed class RicloudResponse
{
    /// <summary>The HTTP status; always 2xx, since any other is a <see cref="RicloudException"/>.</summary>
    public int StatusCode { get; init; }

    /// <summary>The answer's headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body's text as it came. It may hold a secret: nothing has been masked.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>
    /// The body as plain values: string, bool, long, BigInteger, decimal, <see cref="RicloudSecret"/>, <see langword="null"/>, List of object,
    /// Dictionary by name in the order it came. <see langword="null"/> for an empty body too.
    /// </summary>
    public object? Value { get; init; }

    /// <summary>Shows the status only.</summary>
    /// <returns>The status.</returns>
    public override string ToString() => $"RicloudResponse {{ StatusCode = {StatusCode} }}";
}
