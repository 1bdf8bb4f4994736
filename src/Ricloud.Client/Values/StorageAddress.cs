namespace Ricloud.Values;

/// <summary>Where the API can store results.</summary>
internal static class StorageAddress
{
    private static readonly string[] Schemes = ["gs://", "s3://"];

    /// <summary>Whether a text is <c>gs://bucket/path</c> or <c>s3://bucket/path</c>, without white space or control characters (API contract: documented).</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it can be a storage config's address.</returns>
    public static bool IsValid(string text)
    {
        var bucket = HasScheme(text) ? text.Substring(Schemes[0].Length).Split('/')[0] : string.Empty;
        return bucket.Length > 0
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && bucket.IndexOfAny(['?', '#', '@']) < 0
            && UnicodeText.IsWellFormed(text);
    }

    /// <summary>Whether it is meant to be a storage's address.</summary>
    public static bool HasScheme(string text) => Array.Exists(Schemes, scheme => text.StartsWith(scheme, StringComparison.Ordinal));
}
